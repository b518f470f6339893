/// A key of a configuration file, which can be given by a flag and by a variable too.
package protocol ConfigurationKey: RawRepresentable<String>, CaseIterable, Sendable {}

extension ConfigurationKey {
    /// The environment's name of it: `SMARTCLIP_MIN_LENGTH` for `min_length`.
    package var variable: String { "SMARTCLIP_\(rawValue.uppercased())" }

    /// The flag: `--min-length` for `min_length`.
    package var flag: String { "--" + rawValue.split(separator: "_").joined(separator: "-") }
}

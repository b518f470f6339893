import FoundationEssentials

extension MediaTools {
    /// What fontconfig's `fc-list` prints of the fonts on this machine; `command` is its name and arguments. Throws `missingProgram`
    /// with the name of the Debian package where it is not there.
    public func fontListing(_ command: [String]) async throws(MediaError) -> String {
        let name = command.first ?? "fc-list"
        let searchPath = ProcessInfo.processInfo.environment["PATH"] ?? ""
        guard let tool = Tool.find(name, override: nil, searchPath: searchPath) else {
            throw .missingProgram(name: name, package: "the Debian package fontconfig")
        }
        let listed = try await run(
            tool,
            Array(command.dropFirst()),
            about: "the fonts of this machine",
            into: ByteSink(limit: 1 << 26)
        )
        return String(decoding: listed.output.bytes, as: UTF8.self)
    }
}

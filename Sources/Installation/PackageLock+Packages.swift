extension PackageLock {
    /// One package: its lines, of which an interpreter takes the one that is meant for it.
    struct Package: Sendable, Equatable {
        let name: String
        let version: String
        let lines: String

        /// Whether a wheel's file name is of this package, whatever its version: `faster_whisper-1.2.1-py3-none-any.whl`.
        func isNamed(by wheel: String) -> Bool {
            wheel.hasSuffix(".whl")
                && wheel.split(separator: "-").first.map { Self.normal($0) } == Self.normal(name[...])
        }

        /// As PEP 503 compares names.
        private static func normal(_ name: Substring) -> String {
            name.lowercased().replacing("_", with: "-").replacing(".", with: "-")
        }
    }

    /// The packages, in the order of the text; lines of one name are one package.
    var packages: [Package] {
        var found: [Package] = []
        let lines = String(decoding: text, as: UTF8.self).split(separator: "\n").filter { !$0.hasPrefix("#") }
        for line in lines {
            if line.first?.isWhitespace == true, let last = found.popLast() {
                found.append(Package(name: last.name, version: last.version, lines: last.lines + line + "\n"))
                continue
            }
            let sides = line.split(whereSeparator: { $0 == "=" || $0 == " " })
            guard let name = sides.first.map(String.init) else { continue }
            let before = found.last.flatMap { $0.name == name ? found.popLast() : nil }
            let version = sides.dropFirst().first.map(String.init) ?? ""
            found.append(
                Package(
                    name: name,
                    version: before.map { "\($0.version) or \(version)" } ?? version,
                    lines: (before?.lines ?? "") + line + "\n"
                )
            )
        }
        return found
    }
}

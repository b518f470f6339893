import SystemPackage

extension FilePath {
    /// A path that was given on the command line, byte for byte. Swift's strings have U+FFFD in the place of what is
    /// not UTF-8, and a file of that name is not there.
    init(argument: String) {
        if argument.unicodeScalars.contains("\u{FFFD}") {
            for index in 1..<max(1, Int(CommandLine.argc)) {
                guard let raw = CommandLine.unsafeArgv[index], String(cString: raw) == argument else { continue }
                self.init(platformString: raw)
                return
            }
        }
        self.init(argument)
    }
}

import Glibc
public import SystemPackage

/// How a log for people looks.
public enum TextLogStyle: Sendable, Equatable {
    /// With the time, without colour.
    case plain
    /// With the time dim and the level coloured, for a terminal.
    case coloured
    /// With the priority in front as systemd's journal reads it (sd-daemon(3)), which has a clock of its own.
    case journal

    /// What suits a descriptor: the journal's where it leads there, colour on a terminal unless `NO_COLOR` is set.
    public static func suitable(for descriptor: FileDescriptor, environment: [String: String]) -> TextLogStyle {
        if isJournal(descriptor, environment["JOURNAL_STREAM"]) { return .journal }
        let isBare = environment["NO_COLOR"].map { !$0.isEmpty } ?? false
        let isTerminal = isatty(descriptor.rawValue) == 1 && environment["TERM", default: "dumb"] != "dumb"
        return isTerminal && !isBare ? .coloured : .plain
    }

    /// `JOURNAL_STREAM` names the device and inode of the journal's pipe (systemd.exec(5)); the descriptor may have been
    /// redirected since.
    private static func isJournal(_ descriptor: FileDescriptor, _ stream: String?) -> Bool {
        guard let stream else { return false }
        var facts = stat()
        return fstat(descriptor.rawValue, &facts) == 0 && stream == "\(facts.st_dev):\(facts.st_ino)"
    }
}

import FoundationEssentials
import Glibc
import SystemPackage
import TestSupport

/// A program with its arguments, to be run and measured.
struct Command: Sendable {
    let program: FilePath
    let arguments: [String]
    /// Where its standard output goes; nil for nowhere.
    var output: FilePath?
    /// Where its standard error goes; nil for the bench's own.
    var errors: FilePath?
    /// Variables of the environment to set.
    var variables: [String: String] = [:]
    /// The name of a child of it whose memory is measured too.
    var helper: String?

    /// The smartclip that was built with this bench.
    static func smartclip(_ arguments: [String]) throws -> Command {
        let program = try Program.smartclip.path
        guard program.withPlatformString({ access($0, X_OK) }) == 0 else {
            throw BenchError("\(program) is not there; build it: swift build -c release --product smartclip")
        }
        return Command(program: program, arguments: arguments)
    }

    /// A program that is looked for along PATH.
    static func tool(_ name: String, _ arguments: [String]) throws -> Command {
        let path = ProcessInfo.processInfo.environment["PATH"] ?? "/usr/local/bin:/usr/bin:/bin"
        for folder in path.split(separator: ":") {
            let program = FilePath(String(folder)).appending(name)
            if program.withPlatformString({ access($0, X_OK) }) == 0 {
                return Command(program: program, arguments: arguments)
            }
        }
        throw BenchError("\(name) is not found")
    }

    /// Runs it to its end; throws where it fails.
    @discardableResult
    func measured() throws -> Figures {
        try Self.measured([self], atOnce: 1)
    }

    /// Runs commands, several at once, to the end of the last; throws where one fails.
    static func measured(_ commands: [Command], atOnce limit: Int) throws -> Figures {
        var waiting = commands[...]
        var running: [Child] = []
        var figures = Figures()
        let began = ContinuousClock.now
        while !waiting.isEmpty || !running.isEmpty {
            while running.count < limit, let next = waiting.popFirst() { running.append(try Child(next)) }
            // Half a millisecond is exact enough for what is measured here, and costs the children nothing.
            usleep(500)
            for index in running.indices.reversed() where try running[index].hasEnded(&figures) {
                running.remove(at: index)
            }
        }
        figures.wall = (ContinuousClock.now - began).seconds
        return figures
    }
}

extension Duration {
    /// The length in seconds.
    var seconds: Double { Double(components.seconds) + Double(components.attoseconds) * 1e-18 }
}

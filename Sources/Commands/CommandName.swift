import ArgumentParser
import Intake
import Pipeline
import StateFiles

/// The names of the commands, for those who mistype one.
enum CommandName {
    /// What is wrong with the command that a command line names; nil where there is none, or it is one.
    ///
    /// The parser takes an unknown word for an argument of the root, which has none, and shows all help for `help nothing`.
    static func problem(with arguments: [String]) -> String? {
        let isHelp = arguments.first == "help"
        guard let word = isHelp ? arguments.dropFirst().first : arguments.first, !word.hasPrefix("-"), word != "help"
        else { return nil }
        let names = all
        if names.contains(word) { return nil }
        let near = names.map { (name: $0, distance: editDistance($0, word)) }.min { $0.distance < $1.distance }
        let hint =
            near.flatMap { $0.distance <= 2 ? "; did you mean \($0.name)?" : nil } ?? "; smartclip --help lists them"
        return "there is no command \(word.oneLine)\(hint)"
    }

    /// All of them.
    private static var all: [String] {
        let groups = SmartClip.configuration.groupedSubcommands.flatMap(\.subcommands)
        return (SmartClip.configuration.subcommands + groups).map { $0._commandName }
    }
}

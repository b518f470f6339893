import ArgumentParser
import Intake
import Settings
import StateFiles
import SystemPackage

extension ArgumentHelp {
    /// What the table of settings tells of one.
    static func setting(_ key: SettingKey) -> ArgumentHelp {
        let row = key.row
        return ArgumentHelp(row.explained, valueName: row.valueName)
    }
}

extension CompletionKind {
    /// What a shell offers for a setting.
    static func setting(_ key: SettingKey) -> CompletionKind { .shape(key.row.shape) }

    /// What a shell offers for texts of a shape.
    static func shape(_ shape: SettingShape) -> CompletionKind {
        switch shape {
        case .words, .someOf, .boolean: .list(shape.words)
        case .wordOr: .list(shape.words)
        case .file, .wordOrFile: .file()
        case .folder: .directory
        case .integer, .number, .line, .language, .fileName, .patterns, .names: .default
        }
    }
}

extension SettingKey {
    /// What was given by its flag. Paths are remembered with the video, so they must hold wherever the next command is run.
    func given(_ text: String) -> String {
        guard row.shape.isPath(text) else { return text }
        return FilePath(argument: text).absolute(in: Files.currentFolder).string
    }
}

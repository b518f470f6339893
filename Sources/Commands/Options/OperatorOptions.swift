import ArgumentParser
import Intake
import Pipeline
import Settings
import SystemPackage

/// What is the operator's to decide, who may not be the one who drops videos.
struct OperatorOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "A YAML file with the operator's settings, read again at SIGHUP. Default: $SMARTCLIP_CONFIG, or none.",
            valueName: "file"
        ),
        completion: .file()
    )
    var config: String?

    @Option(
        help: ArgumentHelp(
            "What .smartclip.yaml in a folder of videos may choose beside the look of clips, with commas: host, analyst, "
                + "model, … Default: nothing.",
            valueName: "keys"
        ),
        completion: .list(OperatorRules.permissible)
    )
    var foldersMay: String?

    @Flag(inversion: .prefixedNo, help: "Follow links that lead out of the inbox.")
    var followLinks: Bool?

    /// The same words for another command; paths hold wherever that is run.
    func words(in folder: FilePath) -> [String] {
        var words: [String] = []
        if let config { words += ["--config", FilePath(argument: config).absolute(in: folder).string] }
        if let foldersMay { words += ["--folders-may", foldersMay] }
        if let followLinks { words.append(followLinks ? "--follow-links" : "--no-follow-links") }
        return words
    }

    /// The operator's file, which must be there where one is named.
    func configuration(_ surroundings: Surroundings) throws -> Configuration? {
        guard let path = config ?? surroundings.variables["SMARTCLIP_CONFIG"] else { return nil }
        return try Configuration(
            at: FilePath(argument: path).absolute(in: surroundings.folder),
            keys: WatchKey.allCases.map(\.rawValue)
        )
    }

    /// Finds the settings of videos, with these flags above all.
    func resolver(
        _ flags: [SettingKey: String],
        _ surroundings: Surroundings,
        _ configuration: Configuration?
    ) throws -> SettingsResolver {
        var given: [OperatorRules.Key: String] = [:]
        given[.foldersMay] = foldersMay
        given[.followLinks] = followLinks.map { "\($0)" }
        return try SettingsResolver(
            flags: flags,
            environment: surroundings.variables,
            configuration: configuration,
            rules: OperatorRules(flags: given, environment: surroundings.variables, configuration: configuration)
        )
    }

    /// The same with the file of the command line.
    func resolver(_ flags: [SettingKey: String], _ surroundings: Surroundings) throws -> SettingsResolver {
        try resolver(flags, surroundings, configuration(surroundings))
    }
}

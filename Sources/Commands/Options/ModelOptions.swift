import ArgumentParser
import Intake
import Pipeline
import Settings
import SystemPackage

/// The settings of a video that are for language models, as flags.
struct ModelOptions: ParsableArguments {
    @Option(help: ArgumentHelp("The model. Default: $OPENAI_MODEL, or gpt-5-mini at OpenAI.", valueName: "name"))
    var model: String?

    @Option(help: ArgumentHelp("What you look for in a talk, in your own words.", valueName: "text"))
    var lookingFor: String?

    @Option(
        help: ArgumentHelp(
            "Whether it is an error that the model cannot answer. Default: false.",
            valueName: "true|false"
        ),
        completion: .list(["true", "false"])
    )
    var strict: String?

    @Option(help: ArgumentHelp("The language of captions, or auto. Default: the talk's.", valueName: "tag"))
    var captionLanguage: String?

    @Option(
        help: ArgumentHelp("Sites to write posts for, with commas, or none. Default: all.", valueName: "names"),
        completion: .list(["youtube_shorts", "tiktok", "instagram", "linkedin", "x", "none"])
    )
    var platforms: String?

    @Option(help: ArgumentHelp("Tokens of a transcript to show at once. Default: 12000.", valueName: "n"))
    var windowTokens: String?

    @Option(help: ArgumentHelp("The most tokens to spend on one video.", valueName: "n"))
    var budgetTokens: String?

    @Option(help: ArgumentHelp("The most US dollars to spend on one video.", valueName: "usd"))
    var budgetUsd: String?

    @Option(help: ArgumentHelp("The most tokens to spend on a day (UTC).", valueName: "n"))
    var dayBudgetTokens: String?

    @Option(help: ArgumentHelp("The most US dollars to spend on a day (UTC).", valueName: "usd"))
    var dayBudgetUsd: String?

    @Option(
        help: ArgumentHelp("A folder with prompts in the place of the program's own.", valueName: "dir"),
        completion: .directory
    )
    var prompts: String?

    @Option(help: ArgumentHelp("A YAML file with prices of models.", valueName: "file"), completion: .file())
    var prices: String?

    @Option(help: ArgumentHelp("The model of recogniser server. Default: whisper-1.", valueName: "name"))
    var transcriptionModel: String?

    /// The flags, given or not. Paths are remembered with the video, so they must hold wherever the next command is run.
    var all: [(SettingKey, String?)] {
        [
            (.model, model), (.lookingFor, lookingFor), (.strict, strict), (.captionLanguage, captionLanguage),
            (.platforms, platforms), (.windowTokens, windowTokens), (.budgetTokens, budgetTokens),
            (.budgetUSD, budgetUsd),
            (.dayBudgetTokens, dayBudgetTokens), (.dayBudgetUSD, dayBudgetUsd), (.prompts, prompts.map(Self.absolute)),
            (.prices, prices.map(Self.absolute)), (.transcriptionModel, transcriptionModel),
        ]
    }

    private static func absolute(_ path: String) -> String {
        path.isEmpty ? path : FilePath(argument: path).absolute(in: Surroundings.currentFolder).string
    }
}

import ArgumentParser
import Settings

/// The settings of a video that are for language models, as flags.
struct ModelOptions: ParsableArguments {
    @Option(help: .setting(.model), completion: .setting(.model))
    var model: String?

    @Option(help: .setting(.lookingFor), completion: .setting(.lookingFor))
    var lookingFor: String?

    @Option(help: .setting(.strict), completion: .setting(.strict))
    var strict: String?

    @Option(help: .setting(.captionLanguage), completion: .setting(.captionLanguage))
    var captionLanguage: String?

    @Option(help: .setting(.platforms), completion: .setting(.platforms))
    var platforms: String?

    @Option(help: .setting(.windowTokens), completion: .setting(.windowTokens))
    var windowTokens: String?

    @Option(help: .setting(.budgetTokens), completion: .setting(.budgetTokens))
    var budgetTokens: String?

    @Option(help: .setting(.budgetUSD), completion: .setting(.budgetUSD))
    var budgetUsd: String?

    @Option(help: .setting(.dayBudgetTokens), completion: .setting(.dayBudgetTokens))
    var dayBudgetTokens: String?

    @Option(help: .setting(.dayBudgetUSD), completion: .setting(.dayBudgetUSD))
    var dayBudgetUsd: String?

    @Option(help: .setting(.prompts), completion: .setting(.prompts))
    var prompts: String?

    @Option(help: .setting(.prices), completion: .setting(.prices))
    var prices: String?

    @Option(help: .setting(.transcriptionModel), completion: .setting(.transcriptionModel))
    var transcriptionModel: String?

    /// All of them, with what was given.
    var all: [(SettingKey, String?)] {
        [
            (.model, model), (.lookingFor, lookingFor), (.strict, strict),
            (.captionLanguage, captionLanguage), (.platforms, platforms), (.windowTokens, windowTokens),
            (.budgetTokens, budgetTokens), (.budgetUSD, budgetUsd), (.dayBudgetTokens, dayBudgetTokens),
            (.dayBudgetUSD, dayBudgetUsd), (.prompts, prompts), (.prices, prices),
            (.transcriptionModel, transcriptionModel),
        ]
    }
}

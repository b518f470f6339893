import ArgumentParser
import MuxEmulator

/// What the account may do.
struct LimitOptions: ParsableArguments {
    @Option(help: ArgumentHelp("POST requests a second; 0 for no limit.", valueName: "rate"))
    var postRate = 0.0

    @Option(help: ArgumentHelp("Other requests a second; 0 for no limit.", valueName: "rate"))
    var otherRate = 0.0

    @Option(help: ArgumentHelp("Requests at once before the rates count.", valueName: "count"))
    var burst = 5

    @Option(help: ArgumentHelp("Assets of the plan.", valueName: "count"))
    var maxAssets: Int?

    @Option(help: ArgumentHelp("The most lines that the plan's assets have: 1080, 1440.", valueName: "lines"))
    var maxResolution: Int?

    @Flag(help: "The plan has no static renditions.")
    var noStaticRenditions = false

    @Flag(help: "The token may only read.")
    var readOnly = false

    @Flag(help: "A clip that ends beyond its source is refused instead of ending with it.")
    var refuseLongClips = false

    func validate() throws {
        guard postRate >= 0, otherRate >= 0 else { throw ValidationError("a rate must be 0 or more") }
        guard burst > 0 else { throw ValidationError("--burst must be 1 or more") }
    }

    func apply(to options: inout EmulatorOptions) {
        options.postRate = postRate
        options.otherRate = otherRate
        options.burst = burst
        options.maxAssets = maxAssets
        options.maxResolution = maxResolution
        options.hasStaticRenditions = !noStaticRenditions
        options.isReadOnly = readOnly
        options.refusesLongClips = refuseLongClips
    }
}

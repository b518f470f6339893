import ArgumentParser
import MuxEmulator

/// What goes wrong.
struct FaultOptions: ParsableArguments {
    @Option(
        name: .customLong("faults"),
        help: ArgumentHelp("Of how many requests one fails, 0 to 1.", valueName: "rate")
    )
    var rate = 0.0

    @Option(help: "Where the faults are drawn from: the same requests in the same order fail the same way.")
    var seed: UInt64 = 1

    @Option(
        help: ArgumentHelp(
            "Some of \(FaultKind.allCases.map(\.rawValue).joined(separator: ", ")), separated by commas.",
            valueName: "kinds"
        ),
        transform: Self.kinds
    )
    var faultKinds: [FaultKind] = FaultKind.allCases

    @Option(help: ArgumentHelp("Only requests whose path begins so fail. May be given again.", valueName: "prefix"))
    var faultPath: [String] = []

    @Option(help: ArgumentHelp("How late a slow answer is, and how far a stale one looks back.", valueName: "seconds"))
    var slow = 1.0

    @Option(help: ArgumentHelp("Every read of the API answers what was so long ago.", valueName: "seconds"))
    var stale = 0.0

    private static func kinds(_ text: String) throws -> [FaultKind] {
        try text.split(separator: ",").map { name in
            guard let kind = FaultKind(rawValue: String(name)) else { throw ValidationError("\(name) is no fault") }
            return kind
        }
    }

    func validate() throws {
        guard (0...1).contains(rate) else { throw ValidationError("--faults must be from 0 to 1") }
        guard slow >= 0, stale >= 0 else { throw ValidationError("seconds must be 0 or more") }
    }

    func apply(to options: inout EmulatorOptions) {
        options.faultRate = rate
        options.seed = seed
        options.faultKinds = faultKinds
        options.faultPaths = faultPath
        options.slow = slow
        options.stale = stale
    }
}

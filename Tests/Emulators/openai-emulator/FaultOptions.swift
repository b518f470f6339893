import ArgumentParser
import OpenAIEmulator

/// What goes wrong.
struct FaultOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            """
            Of how many requests one meets a fault, 0 to 1. May be given again, once for each of \
            \(ServiceFault.allCases.map(\.rawValue).joined(separator: ", ")).
            """,
            valueName: "kind=rate"
        ),
        transform: Self.fault
    )
    var fault: [(kind: ServiceFault, rate: Double)] = []

    @Option(help: ArgumentHelp("Faults in a row for the same request.", valueName: "count"))
    var atMost: Int?

    @Option(help: ArgumentHelp("How late a slow answer is.", valueName: "seconds"))
    var slow = 1.0

    @Option(
        help: ArgumentHelp("How long a rate limit asks to wait; Retry-After says whole seconds.", valueName: "seconds")
    )
    var retryAfter = 1.0

    private static func fault(_ text: String) throws -> (kind: ServiceFault, rate: Double) {
        let sides = text.split(separator: "=", maxSplits: 1)
        guard let kind = sides.first.flatMap({ ServiceFault(rawValue: String($0)) }) else {
            throw ValidationError("\(text) names no fault")
        }
        guard sides.count == 2, let rate = Double(sides[1]), (0...1).contains(rate) else {
            throw ValidationError("\(text) has no rate from 0 to 1")
        }
        return (kind, rate)
    }

    func validate() throws {
        guard slow >= 0, retryAfter >= 0, (atMost ?? 0) >= 0 else {
            throw ValidationError("--slow, --retry-after and --at-most must be 0 or more")
        }
        guard Set(fault.map(\.kind)).count == fault.count else { throw ValidationError("a fault is given twice") }
        guard fault.reduce(0, { $0 + $1.rate }) <= 1 else {
            throw ValidationError("the faults' rates are more than 1 together")
        }
    }

    func apply(to options: inout OpenAIOptions) {
        options.faults = Dictionary(fault.map { ($0.kind, $0.rate) }) { $1 }
        options.atMost = atMost
        options.slow = slow
        options.retryAfter = retryAfter
    }
}

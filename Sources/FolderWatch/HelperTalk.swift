/// What a helper says in its life.
struct HelperTalk: Sendable {
    /// Whether it has watched all roots.
    private(set) var watched = false
    /// Why it ended, if it said so or had to be ended.
    private(set) var last: HelperEnding.Cause?
    /// Whether it said what nobody understands; nothing more is heard then.
    private(set) var isNonsense = false

    private var splitter = LineSplitter()

    /// Hears more bytes and passes on what they say, before it returns.
    mutating func hear(_ bytes: [UInt8], because reason: String, _ gate: SignGate) async {
        let lines: [[UInt8]]
        do throws(LineSplitter.TooLong) {
            lines = try splitter.lines(in: bytes)
        } catch {
            return giveUp("printed a line of more than \(LineSplitter.limit) bytes")
        }
        for line in lines where !isNonsense {
            switch HelperLine(line) {
            case .sign(let sign): await gate.pass(sign)
            case .watching(let folders):
                watched = true
                await gate.pass(.mode(.events(folders: folders)), .everything(reason))
            case .last(let cause): last = cause
            case nil: giveUp("printed what is not understood: \(String(decoding: line.prefix(80), as: UTF8.self))")
            }
        }
    }

    private mutating func giveUp(_ what: String) {
        isNonsense = true
        last = .died("the watching helper \(what)")
    }
}

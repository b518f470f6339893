/// A generator with a fixed seed (SplitMix64, Steele et al. 2014), so that a failure comes back.
struct Random: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var value = state
        value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
        value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
        return value ^ (value >> 31)
    }

    /// Up to 12 scalars that HTML permits, marks of HTML and combining marks often among them.
    mutating func text() -> String {
        let marks: [Unicode.Scalar] = ["<", ">", "&", "\"", "'", "/", ";", "#", "\u{301}", "\u{338}", "\u{200D}", "\n"]
        var view = String.UnicodeScalarView()
        for _ in 0..<Int.random(in: 0...12, using: &self) {
            if Bool.random(using: &self), let mark = marks.randomElement(using: &self) {
                view.append(mark)
            } else if let scalar = Unicode.Scalar(UInt32.random(in: 0xA0...0x2_FFFD, using: &self)),
                !(0xFDD0...0xFDEF).contains(scalar.value), scalar.value & 0xFFFE != 0xFFFE
            {
                view.append(scalar)
            }
        }
        return String(view)
    }
}

/// SHA-256 (FIPS 180-4), for the hashes in the pages' policy.
func sha256(_ message: [UInt8]) -> [UInt8] {
    let primes = (2...311).filter { number in !(2..<number).contains { number.isMultiple(of: $0) } }
    let constants = primes.map(cubeRootFraction)
    var state = primes.prefix(8).map { prime in
        UInt32(Double(prime).squareRoot().truncatingRemainder(dividingBy: 1) * 4_294_967_296)
    }
    var bytes = message + [0x80]
    while bytes.count % 64 != 56 { bytes.append(0) }
    bytes += (0..<8).map { UInt8(truncatingIfNeeded: UInt64(message.count * 8) >> (56 - 8 * UInt64($0))) }
    for block in stride(from: 0, to: bytes.count, by: 64) {
        var words = (0..<16).map { word in
            (0..<4).reduce(UInt32(0)) { $0 << 8 | UInt32(bytes[block + word * 4 + $1]) }
        }
        for index in 16..<64 {
            let (early, late) = (words[index - 15], words[index - 2])
            let first = rotated(early, 7) ^ rotated(early, 18) ^ early >> 3
            let second = rotated(late, 17) ^ rotated(late, 19) ^ late >> 10
            words.append(words[index - 16] &+ first &+ words[index - 7] &+ second)
        }
        var next = state
        for index in 0..<64 {
            let choice = next[4] & next[5] ^ ~next[4] & next[6]
            let sum = rotated(next[4], 6) ^ rotated(next[4], 11) ^ rotated(next[4], 25)
            let first = next[7] &+ sum &+ choice &+ constants[index] &+ words[index]
            let majority = next[0] & next[1] ^ next[0] & next[2] ^ next[1] & next[2]
            let second = (rotated(next[0], 2) ^ rotated(next[0], 13) ^ rotated(next[0], 22)) &+ majority
            next = [first &+ second] + next[0..<3] + [next[3] &+ first] + next[4..<7]
        }
        state = zip(state, next).map { $0 &+ $1 }
    }
    return state.flatMap { word in (0..<4).map { UInt8(truncatingIfNeeded: word >> (24 - 8 * UInt32($0))) } }
}

/// floor(cbrt(number) * 2^32) mod 2^32, in integers: the standard library has no cube root.
private func cubeRootFraction(_ number: Int) -> UInt32 {
    var root: UInt64 = 0
    for bit in (0..<36).reversed() {
        let trial = root | 1 << UInt64(bit)
        let square = trial.multipliedFullWidth(by: trial)
        // trial^3 <= number * 2^96, with the cube in 192 bits and the right side's low 96 bits all zero.
        let low = trial.multipliedFullWidth(by: square.low)
        let high = trial * square.high + low.high
        if high >> 32 < UInt64(number) || high == UInt64(number) << 32 && low.low == 0 { root = trial }
    }
    return UInt32(truncatingIfNeeded: root)
}

private func rotated(_ word: UInt32, _ count: UInt32) -> UInt32 { word >> count | word << (32 - count) }

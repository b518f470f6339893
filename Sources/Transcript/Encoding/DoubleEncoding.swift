/// UTF-8 that some program took for Windows-1252 or Windows-1251 and encoded once more: `Ã©` for `é`.
enum DoubleEncoding {
    /// The text as it was meant, where nearly all that is not ASCII in it comes to UTF-8 again; nil elsewhere.
    static func mended(_ bytes: [UInt8]) -> [UInt8]? {
        guard bytes.contains(where: { $0 >= 0x80 }) else { return nil }
        let text = String(decoding: bytes, as: UTF8.self)
        return mended(text, TextDecoding.windows1252Bytes) ?? mended(text, TextDecoding.windows1251Bytes)
    }

    private static func mended(_ text: String, _ table: [Unicode.Scalar: UInt8]) -> [UInt8]? {
        var out: [UInt8] = []
        var run: [UInt8] = []
        var raw: [UInt8] = []
        var isMapped = true
        var (good, bad) = (0, 0)
        func flush() {
            guard !raw.isEmpty else { return }
            if isMapped, run.count > 1, let meant = String(validating: run, as: UTF8.self),
                meant.unicodeScalars.allSatisfy({ $0.value >= 0xA0 })
            {
                good += 1
                out += run
            } else {
                bad += 1
                out += raw
            }
            run = []
            raw = []
            isMapped = true
        }
        for scalar in text.unicodeScalars {
            if scalar.value < 0x80 {
                flush()
                out.append(UInt8(scalar))
                continue
            }
            raw += Array(String(scalar).utf8)
            if let byte = table[scalar] { run.append(byte) } else { isMapped = false }
        }
        flush()
        return good > 0 && good >= 9 * bad ? out : nil
    }
}

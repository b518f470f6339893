/// Bytes in hexadecimal digits.
package enum Hex {
    /// Two lower-case digits a byte.
    package static func string(_ bytes: some Sequence<UInt8>) -> String {
        bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }
}

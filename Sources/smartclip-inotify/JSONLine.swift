// SPDX-License-Identifier: GPL-2.0-only

/// One JSON object on one line. Only what is printed here is needed, so that no JSON library is.
struct JSONLine {
    private var bytes = [UInt8(ascii: "{")]

    mutating func add(_ key: String, _ text: String) {
        begin(key)
        append(text)
    }

    mutating func add(_ key: String, _ number: Int) {
        begin(key)
        bytes.append(contentsOf: "\(number)".utf8)
    }

    /// A name or a path: as text under its key, or as numbers under `KEY_bytes` where it is not UTF-8.
    mutating func add(_ key: String, bytes name: [UInt8]) {
        if let text = String(validating: name, as: UTF8.self) {
            add(key, text)
        } else {
            begin(key + "_bytes")
            bytes.append(contentsOf: "[\(name.map(String.init).joined(separator: ","))]".utf8)
        }
    }

    /// The path of a folder, which is empty for the root of the file system.
    mutating func add(folder path: [UInt8]) {
        add("folder", bytes: path.isEmpty ? [UInt8(ascii: "/")] : path)
    }

    /// The whole line.
    consuming func end() -> [UInt8] {
        bytes.append(contentsOf: "}\n".utf8)
        return bytes
    }

    private mutating func begin(_ key: String) {
        if bytes.count > 1 { bytes.append(UInt8(ascii: ",")) }
        append(key)
        bytes.append(UInt8(ascii: ":"))
    }

    private mutating func append(_ text: String) {
        bytes.append(UInt8(ascii: "\""))
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"", "\\": bytes.append(contentsOf: [UInt8(ascii: "\\"), UInt8(ascii: scalar)])
            // The C1 controls and both separators end a line for some readers (Unicode Standard Annex 14).
            case "\0"..<" ", "\u{7F}"..."\u{9F}", "\u{2028}", "\u{2029}":
                let digits = String(scalar.value, radix: 16)
                bytes.append(contentsOf: "\\u\(String(repeating: "0", count: 4 - digits.count))\(digits)".utf8)
            default: bytes.append(contentsOf: UTF8.encode(scalar)?.map { $0 } ?? [])
            }
        }
        bytes.append(UInt8(ascii: "\""))
    }
}

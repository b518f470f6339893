extension String {
    /// The text in one line that shows what it holds: control characters and line breaks of every kind become spaces,
    /// runs of white space one space, and what only turns the direction of writing (Unicode's Bidi_Control), byte
    /// order marks and noncharacters are left out. Joiners stay, since emoji and Persian need them.
    var singleLine: String {
        var result = String.UnicodeScalarView()
        var space = false
        for scalar in unicodeScalars {
            let properties = scalar.properties
            if properties.isWhitespace || properties.generalCategory == .control {
                space = !result.isEmpty
            } else if properties.isBidiControl || properties.isNoncharacterCodePoint || scalar == "\u{FEFF}" {
                continue
            } else {
                if space {
                    result.append(" ")
                    space = false
                }
                result.append(scalar)
            }
        }
        return String(result)
    }

    /// The text with each character that stands for something in a URL's path written as `%XX` of its UTF-8; slashes
    /// stay (RFC 3986, 2.3 and 3.3).
    var percentEncodedPath: String {
        let digits = Array("0123456789ABCDEF")
        return utf8.reduce(into: "") { path, byte in
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"),
                UInt8(ascii: "~"), UInt8(ascii: "/"):
                path.unicodeScalars.append(Unicode.Scalar(byte))
            default:
                path += "%" + String([digits[Int(byte >> 4)], digits[Int(byte & 15)]])
            }
        }
    }
}

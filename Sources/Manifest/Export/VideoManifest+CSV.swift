extension VideoManifest {
    /// LosslessCut's segments: a line a moment, in the order of the clips, of start, end and label, with no header.
    /// Seconds have three decimals at most, since LosslessCut reads no more. Fields are quoted by RFC 4180; lines end
    /// in a line feed, as LosslessCut's own do.
    func losslessCutCSV() -> String {
        moments.indices.map { index in
            let start = Milliseconds(seconds: moments[index].startTime)
            let end = Milliseconds(seconds: moments[index].endTime)
            return "\(start.decimal),\(end.decimal),\(Self.csvField(title(ofMomentAt: index)))\n"
        }.joined()
    }

    /// A label that no spreadsheet takes for a formula: an apostrophe goes before a first character that begins one
    /// (CWE-1236), also after each `;`, which parts fields where the comma is the decimal sign, quoted or not.
    /// LosslessCut shows the apostrophe; that is less harm than a formula run from a video's words.
    ///
    /// It looks at Unicode scalars, for a comma before a combining mark is another character and still a comma.
    private static func csvField(_ label: String) -> String {
        var field = String.UnicodeScalarView()
        var quoted = false
        var atStart = true
        var insertion = field.endIndex
        for scalar in label.unicodeScalars {
            if atStart, formulaStarts.contains(scalar) {
                field.insert("'", at: insertion)
            }
            field.append(scalar)
            switch scalar {
            case ";":
                (quoted, atStart, insertion) = (true, true, field.endIndex)
            case "\"":
                quoted = true
                field.append(scalar)
            case ",":
                (quoted, atStart) = (true, false)
            case " ":
                break
            default:
                atStart = false
            }
        }
        return quoted ? "\"\(String(field))\"" : String(field)
    }

    /// With the full-width forms, which some spreadsheets read as the plain ones.
    private static let formulaStarts: Set<Unicode.Scalar> = ["=", "+", "-", "@", "＝", "＋", "－", "＠"]
}

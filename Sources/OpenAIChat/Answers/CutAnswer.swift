/// What can be used of an answer that was cut off.
enum CutAnswer {
    /// The beginning of an object up to the last whole element of a list in it, with its ends; nil where there is no such, and
    /// where the object is whole.
    static func wholeElements(of text: String) -> String? {
        let bytes = ObjectFinder.answer(in: text)
        guard let start = bytes.firstIndex(of: UInt8(ascii: "{")) else { return nil }
        var ends: [UInt8] = []
        var kept: (place: Int, ends: [UInt8])?
        var isString = false
        var place = start
        func keep(_ behind: Int) {
            if ends.last == UInt8(ascii: "]") { kept = (behind, ends) }
        }
        while place < bytes.count {
            let byte = bytes[place]
            switch byte {
            case UInt8(ascii: "\\") where isString: place += 1
            case UInt8(ascii: "\""):
                isString.toggle()
                if !isString { keep(place + 1) }
            case _ where isString: break
            case UInt8(ascii: "{"): ends.append(UInt8(ascii: "}"))
            case UInt8(ascii: "["): ends.append(UInt8(ascii: "]"))
            case UInt8(ascii: "}"), UInt8(ascii: "]"):
                guard ends.popLast() == byte else { return nil }
                if ends.isEmpty { return nil }
                keep(place + 1)
            // Only here is a number known to be at its end.
            case UInt8(ascii: ","): keep(place)
            default: break
            }
            place += 1
        }
        guard let kept else { return nil }
        return String(decoding: bytes[start..<kept.place] + kept.ends.reversed(), as: UTF8.self)
    }
}

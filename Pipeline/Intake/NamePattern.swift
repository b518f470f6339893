import StateFiles

/// A pattern of names as shells have it: `*` is any characters, `?` is one. Capitals count for nothing, nor does how an accent
/// is put together.
package struct NamePattern: Sendable, Equatable {
    /// As it was given.
    package let text: String

    package init(text: String) {
        self.text = text
    }

    /// Whether a name is of the pattern. O(name × pattern), whatever they are.
    package func matches(_ name: String) -> Bool {
        let (pattern, name) = (Array(text.lowercased()), Array(name.lowercased()))
        var (place, at) = (0, 0)
        // Where the last star stands, and up to where of the name it reaches.
        var star: (place: Int, at: Int)?
        while at < name.count {
            if place < pattern.count, pattern[place] == "*" {
                star = (place, at)
                place += 1
            } else if place < pattern.count, pattern[place] == "?" || pattern[place] == name[at] {
                place += 1
                at += 1
            } else if let last = star {
                star = (last.place, last.at + 1)
                place = last.place + 1
                at = last.at + 1
            } else {
                return false
            }
        }
        return pattern[place...].allSatisfy { $0 == "*" }
    }
}

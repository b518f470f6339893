/// A whole number as models write it: 7, 7.0 or "7".
struct LooseInt: Decodable, Sendable {
    let value: Int

    init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if let value = try? container.decode(Int.self) {
            self.value = value
        } else if let number = try? container.decode(Double.self), let value = Int(exactly: number.rounded()) {
            self.value = value
        } else if let value = Int(try container.decode(String.self)) {
            self.value = value
        } else {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "not a whole number")
        }
    }
}

/// Those elements of a list that can be read: one that cannot must not cost the others.
struct LooseList<Element: Decodable & Sendable>: Decodable, Sendable {
    let values: [Element]
    /// How many could not be read.
    let lost: Int

    init(from decoder: any Decoder) throws {
        var container = try decoder.unkeyedContainer()
        var values: [Element] = []
        var lost = 0
        while !container.isAtEnd {
            let slot = try container.decode(Slot.self)
            if let value = slot.value { values.append(value) } else { lost += 1 }
        }
        self.values = values
        self.lost = lost
    }

    /// Takes whatever stands there, so that the list goes on.
    private struct Slot: Decodable {
        let value: Element?
        init(from decoder: any Decoder) throws { value = try? Element(from: decoder) }
    }
}

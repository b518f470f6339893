/// Whether the outbox has room for new work.
enum OutboxSpace: Equatable {
    case enough
    /// This many bytes are free, which is less than what must be.
    case short(free: Int)

    enum Change: Equatable {
        case paused, resumed
    }

    var isShort: Bool { self != .enough }

    /// Takes in how many bytes are free and how many must be, and returns what is to be reported.
    mutating func measured(free: Int, floor: Int) -> Change? {
        let wasShort = isShort
        self = free < floor ? .short(free: free) : .enough
        if isShort == wasShort { return nil }
        return isShort ? .paused : .resumed
    }
}

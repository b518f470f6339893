import FoundationEssentials

/// Numbers that the environment of the tests sets.
enum Surrounding {
    static func number(_ name: String, _ usual: Int) -> Int {
        ProcessInfo.processInfo.environment[name].flatMap(Int.init) ?? usual
    }
}

/// How a run of the helper ended.
struct HelperEnding: Equatable, Sendable {
    /// Why it ended.
    enum Cause: Equatable, Sendable {
        /// What it knew was no longer right: a folder was renamed, its queue ran over.
        case stale(String)
        /// It ended without a word, or printed what nobody understands.
        case died(String)
        /// The kernel gives no more: which setting, and its value.
        case limit(sysctl: String, value: Int)
        /// It cannot do its work here.
        case unusable(String)

        /// One line for people.
        var reason: String {
            switch self {
            case .stale(let reason), .died(let reason), .unusable(let reason): reason
            case .limit(let sysctl, let value):
                "\(sysctl) is \(value), which is too low; set it higher, as with: sysctl \(sysctl)=\(max(value, 1) * 4)"
            }
        }
    }

    let cause: Cause
    /// Whether it ever watched all roots.
    let watched: Bool
    /// How long it ran.
    let held: Duration
}

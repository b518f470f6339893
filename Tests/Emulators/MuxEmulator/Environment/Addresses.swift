/// Where the parts of the emulator are.
struct Addresses: Sendable {
    let base: String

    init(port: Int) { base = "http://127.0.0.1:\(port)" }

    var stream: String { "\(base)/stream" }
    var image: String { "\(base)/image" }

    /// The session of a direct upload.
    func upload(key: String) -> String { "\(base)/upload/\(key)" }

    func master(key: String) -> String { "\(base)/master/\(key)/master.mp4" }
}

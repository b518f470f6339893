import FoundationEssentials

/// The conformance cases of the web-platform-tests, which lie outside the package: in the first folder above this
/// file that holds them. Absent elsewhere, and then the tests that need them are skipped.
enum ConformanceCases {
    static let folder: String? = {
        var parts = #filePath.split(separator: "/", omittingEmptySubsequences: false).dropLast()
        while !parts.isEmpty {
            let path = parts.joined(separator: "/") + "/shared/webvtt"
            if FileManager.default.fileExists(atPath: path) { return path }
            parts.removeLast()
        }
        return nil
    }()

    /// The names of the cases in a folder, without their extensions.
    static func names(_ subfolder: String, suffix: String) throws -> [String] {
        guard let folder else { return [] }
        return try FileManager.default.contentsOfDirectory(atPath: folder + "/" + subfolder)
            .filter { $0.hasSuffix(suffix) }.map { String($0.dropLast(suffix.count)) }.sorted()
    }

    static func bytes(_ path: String) throws -> [UInt8] {
        [UInt8](try data(path))
    }

    static func decode<Value: Decodable>(_ type: Value.Type, _ path: String) throws -> Value {
        try JSONDecoder().decode(type, from: data(path))
    }

    private static func data(_ path: String) throws -> Data {
        try Data(contentsOf: URL(filePath: (folder ?? "") + "/" + path))
    }
}

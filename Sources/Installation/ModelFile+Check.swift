import FoundationEssentials
import StateFiles
import SystemPackage

extension ModelFile {
    /// What is wrong with a file that is to be this one; nil where nothing is. Reads all of it.
    func problem(with path: FilePath) async throws -> String? {
        let facts = try FileFacts(of: path)
        guard facts.kind == .regular else { return "\(name) is not a file" }
        if let bytes, facts.bytes != bytes { return "\(name) has \(facts.bytes) bytes in place of \(bytes)" }
        guard facts.bytes <= limit else { return "\(name) has \(facts.bytes) bytes, which is too many" }
        if let sha256 {
            let digest = try await Self.digest(of: path)
            return digest == sha256
                ? nil : "\(name) has SHA-256 \(digest.prefix(12))… in place of \(sha256.prefix(12))…"
        }
        return isCredible(try Files.read(path, atMost: limit)) ? nil : "\(name) is not what it should be: no \(content)"
    }

    /// Whether content of which no digest is known can be what it is said to be.
    func isCredible(_ bytes: [UInt8]) -> Bool {
        switch content {
        case .weights: return !bytes.isEmpty
        case .text: return !bytes.isEmpty && String(validating: bytes, as: UTF8.self) != nil
        case .json:
            struct Anything: Decodable { init(from decoder: any Decoder) {} }
            let isList = bytes.first { $0 != 32 && $0 != 10 && $0 != 13 && $0 != 9 } == UInt8(ascii: "[")
            // What cannot be decoded is no JSON, whatever the error is called.
            return isList
                ? (try? JSONDecoder().decode([Anything].self, from: Data(bytes)))?.isEmpty == false
                : (try? JSONDecoder().decode([String: Anything].self, from: Data(bytes)))?.isEmpty == false
        }
    }

    /// SHA-256 of a file of any size.
    static func digest(of path: FilePath) async throws -> String {
        let file = try Files.open(path, .readOnly)
        do {
            let digest = try await Digest.of(file, name: path)
            try file.close()
            return digest
        } catch {
            // It was only read.
            try? file.close()
            throw error
        }
    }
}

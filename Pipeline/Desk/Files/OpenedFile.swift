import HTTPTypes
import StateFiles
import SystemPackage

/// A regular file that was opened to be sent; closed with the value.
final class OpenedFile: Sendable {
    let descriptor: FileDescriptor
    let facts: FileFacts
    /// Of what it is called, for its type.
    let name: String

    /// Opens a file below a folder, following no link. Nil where nothing is there, or no file.
    init?(_ place: Place, name: String) throws(FileError) {
        let descriptor: FileDescriptor
        do {
            descriptor = try place.open()
        } catch {
            // A link, on the way or in its place, leads nowhere here; a pipe or a socket is nothing to send.
            let isNone = error.isMissing || error.isLink || error.errno == .noSuchAddressOrDevice
            if isNone || error.errno == .improperLink { return nil }
            throw error
        }
        do {
            let facts = try FileFacts(of: descriptor, name: place.path)
            guard facts.kind == .regular else {
                try? descriptor.close()  // Nothing was written.
                return nil
            }
            self.descriptor = descriptor
            self.facts = facts
            self.name = name
        } catch {
            try? descriptor.close()  // As above.
            throw error
        }
    }

    deinit {
        // Only read from: a failing close loses nothing.
        try? descriptor.close()
    }

    /// Changes whenever the file does. Files of an outbox are replaced, never written into.
    var validator: Validator { Validator(facts.tag) }

    /// The answer to a request for it, with its conditions and its range.
    func answer(_ asked: HTTPFields) -> Answer {
        let validator = validator
        var answer = Answer(.ok)
        answer.fields[.eTag] = validator.text
        answer.fields[.acceptRanges] = "bytes"
        answer.fields[.cacheControl] = "private, no-cache"
        if let none = asked[.ifNoneMatch], validator.isIn(none, isWeak: true) {
            answer.status = .notModified
            return answer
        }
        answer.fields[.contentType] = MediaType.ofForeign(name)
        var range = ByteRange.whole
        // A range of another state of the file would be mended into what the reader has.
        if asked[.ifRange].map({ validator.isIn($0, isWeak: false) }) ?? true {
            range = ByteRange(asked[.range], of: facts.bytes)
        }
        switch range {
        case .whole: answer.body = .file(self, 0..<facts.bytes)
        case .part(let part):
            answer.status = .partialContent
            answer.fields[.contentRange] = "bytes \(part.lowerBound)-\(part.upperBound - 1)/\(facts.bytes)"
            answer.body = .file(self, part)
        case .unsatisfiable:
            var problem = Problem(.rangeNotSatisfiable, "range", "\(name.oneLine) has \(facts.bytes) bytes")
            problem.fields[.contentRange] = "bytes */\(facts.bytes)"
            return problem.answer
        }
        return answer
    }
}

extension FileFacts {
    /// A short text that is another when the file is.
    var tag: String {
        [inode, UInt64(max(bytes, 0)), UInt64(max(modified, 0))].map { String($0, radix: 36) }.joined(separator: "-")
    }
}

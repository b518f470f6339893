import Manifest
import Outbox
import StateFiles
import SystemPackage

/// Where the token stands.
enum TokenFile {
    static let name = "token"

    /// The outbox's own token, made where there is none that is the user's own; says whether it is new.
    ///
    /// Who may write to the folder could put another token in its place, so such a file is not believed but replaced.
    static func own(in outbox: Outbox) throws -> (token: Token, isNew: Bool) {
        let place = outbox.ownFolder.appending(name)
        if case .content(let bytes) = try OwnFile.read(place, atMost: 4096), let token = Self.token(in: bytes) {
            return (token, false)
        }
        let token = Token.random()
        try outbox.write((token.text + "\n").utf8, to: place, permissions: .ownerReadWrite)
        return (token, true)
    }

    /// A token that the operator wrote down.
    static func named(_ path: FilePath) throws -> Token {
        switch try OwnFile.read(path, atMost: 4096) {
        case .absent:
            throw Failure(
                .config,
                "\(path): the token file is not there; write \(Token.shortest) random characters into it"
            )
        case .refused(let doubt): throw Failure(.config, "\(path): the token file \(doubt)")
        case .content(let bytes):
            guard let token = token(in: bytes) else {
                throw Failure(
                    .config,
                    "\(path): the token is to be one line of at least \(Token.shortest) characters without spaces, such as "
                        + "openssl rand -hex 32 gives"
                )
            }
            return token
        }
    }

    private static func token(in bytes: [UInt8]) -> Token? {
        let line = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).first ?? []
        let text = String(decoding: line, as: UTF8.self)
        guard text.utf8.count >= Token.shortest, text.utf8.allSatisfy({ 0x21...0x7E ~= $0 }) else { return nil }
        return Token(text)
    }
}

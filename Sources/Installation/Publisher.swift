import FoundationEssentials
import HTTPTransfer
import Manifest
import StateFiles

/// The site that models are published on, or a mirror of it.
struct Publisher: Sendable {
    private let base: String
    private let authorization: HTTPRequest.Authorization?

    /// The address that people are shown, without a password.
    var shown: String { Redaction.hide(base) }

    /// The publisher's own site, unless `SMARTCLIP_MODELS_URL` names a mirror, which has the same paths.
    init(environment variables: [String: String]) throws(Failure) {
        let given = variables["SMARTCLIP_MODELS_URL"].flatMap { $0.isEmpty ? nil : $0 }
        var base = given ?? "https://huggingface.co"
        while base.hasSuffix("/") { base.removeLast() }
        var authorization: HTTPRequest.Authorization?
        // A name and a password are sent as such, and are no part of the address.
        if var parts = URLComponents(string: base), let user = parts.user {
            authorization = .basic(user: Secret(user), password: Secret(parts.password ?? ""))
            (parts.user, parts.password) = (nil, nil)
            base = parts.string ?? ""
        }
        guard base.hasPrefix("https://") || Loopback.isAddressed(by: base) else {
            throw Failure(
                .config,
                "SMARTCLIP_MODELS_URL: \(Redaction.hide(base).oneLine) is not an https address"
            )
        }
        self.base = base
        self.authorization = authorization
    }

    /// Where a file of a model is.
    func address(of file: ModelFile, _ model: SpeechModel) -> ModelAddress {
        ModelAddress(
            url: Secret("\(base)/\(model.repository)/resolve/\(model.revision)/\(file.name)"),
            host: String(shown.drop { $0 != "/" }.drop { $0 == "/" }.prefix { $0 != "/" }),
            authorization: authorization
        )
    }
}

/// Where one file is had.
struct ModelAddress: Sendable {
    let url: Secret
    /// For messages.
    let host: String
    let authorization: HTTPRequest.Authorization?
}

import HTTPTypes
import HummingbirdCore
import Logging
import NIOCore
import StateFiles

/// Takes a request from its head to its answer: who asks, what for, and what is wrong with it.
struct Exchange: Sendable {
    let entrance: Entrance
    let desk: Desk
    let logger: Logger

    /// The answer, whatever happens.
    func answer(_ request: Request, from address: String) async -> Answer {
        var answer: Answer
        do {
            answer = try await respond(request, address)
        } catch let error as CancellationError {
            answer = Problem(.serviceUnavailable, "ending", "the desk is ending (\(error)); ask again").answer
        } catch {
            let problem = Problem(error)
            if problem.status.code >= 500 {
                logger.error(
                    "\(problem.detail)",
                    metadata: ["request": "\(request.method) \(request.uri.path.oneLine)"]
                )
            }
            answer = problem.answer
        }
        desk.counts.count(answer.status.code)
        SafetyFields.add(to: &answer.fields)
        return answer
    }

    private func respond(_ request: Request, _ address: String) async throws -> Answer {
        let head = request.head
        try entrance.checkHost(head)
        guard let route = Route(path: request.uri.path) else {
            // Who may not come in does not learn what is there.
            _ = try entrance.proof(head, from: address)
            throw Problem.notFound("there is nothing at \(request.uri.path.oneLine)")
        }
        guard route.methods.contains(head.method) else {
            var problem = Problem(
                .methodNotAllowed,
                "method",
                "\(head.method.rawValue) is not for \(request.uri.path.oneLine)"
            )
            problem.fields[.allow] = route.methods.map(\.rawValue).joined(separator: ", ")
            throw problem
        }
        if route == .session { return try await signIn(request, address) }
        if !route.isOpen {
            do throws(Problem) {
                let proof = try entrance.proof(head, from: address)
                try entrance.checkOrigin(head, proof)
            } catch {
                if route.isPage, error.status == .unauthorized { return Desk.signInPage() }
                throw error
            }
        }
        return try await desk.answer(route, request)
    }

    private struct SignIn: Decodable {
        let token: String
    }

    /// Gives a browser its cookie for the token.
    private func signIn(_ request: Request, _ address: String) async throws -> Answer {
        try entrance.checkOrigin(request.head, .bearer)
        let site = request.headers[.secFetchSite]?.lowercased()
        if let site, site != "same-origin", site != "none" {
            throw Problem(.forbidden, "foreign-origin", "not the desk's own page: it comes from a page elsewhere")
        }
        try Entrance.checkJSON(request.head)
        let given = try await RequestBytes.json(SignIn.self, of: request, atMost: 4096)
        try entrance.check(given.token, from: address)
        return Answer(.noContent).with(.setCookie, entrance.cookieField)
    }
}

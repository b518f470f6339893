import EmulatorKit
import SystemPackage

/// The hosts that viewers ask: streams, files, captions and pictures.
struct StreamRoute: Sendable {
    let environment: MuxEnvironment
    let options: EmulatorOptions
    let tools: MediaTools

    func stream(_ request: Request, _ rest: [String]) async throws -> Response {
        try await guarded(request) {
            switch rest.count {
            case 1 where rest[0].hasSuffix(".m3u8"):
                let id = String(rest[0].dropLast(5))
                return try await playlist(try await asset(id, "v", request), id, request)
            case 2 where rest[1].hasSuffix(".mp4") || rest[1].hasSuffix(".m4a"):
                return try await file(rest[1], of: try await asset(rest[0], "v", request), request)
            case 3 where rest[1] == "text":
                let asset = try await asset(rest[0], "v", request)
                return try text(rest[2], of: asset)
            case 3 where rest[1] == "hls":
                return try await piece(rest[2], of: try await asset(rest[0], "v", request), rest[0], request)
            default: throw StreamError.notFound
            }
        }
    }

    func image(_ request: Request, _ rest: [String]) async throws -> Response {
        try await guarded(request) {
            guard rest.count == 2, let dot = rest[1].lastIndex(of: ".") else { throw StreamError.notFound }
            let kind = rest[1][..<dot]
            if kind == "storyboard" {
                return try await storyboard(rest[0], String(rest[1][dot...].dropFirst()), request)
            }
            guard let picture = try Picture(name: String(kind), ext: String(rest[1][dot...].dropFirst()), request)
            else {
                throw StreamError.invalid("unsupported image")
            }
            let asset = try await asset(rest[0], picture.audience, request)
            guard let file = asset.file, let info = asset.info, let video = info.video else {
                throw StreamError.notFound
            }
            return try await drawn(picture.ext) {
                picture.arguments(file, video: video, duration: info.duration, into: $0)
            }
        }
    }

    private func storyboard(_ id: String, _ ext: String, _ request: Request) async throws -> Response {
        let asset = try await asset(id, "s", request)
        guard let file = asset.file, let info = asset.info, let video = info.video else { throw StreamError.notFound }
        guard let board = try Storyboard(ext: ext, request, video: video, duration: info.duration) else {
            throw StreamError.invalid("unsupported image")
        }
        if board.isList {
            let query = request.query["token"].map { "?token=\($0)" } ?? ""
            return try board.list(picture: "\(environment.addresses.image)/\(id)/storyboard", query: query)
        }
        return try await drawn(ext) { board.arguments(file, into: $0) }
    }

    /// A picture that ffmpeg makes.
    private func drawn(_ ext: String, _ arguments: (FilePath) -> [String]) async throws -> Response {
        let target = options.folder.appending(Identifier.make() + "." + ext)
        defer { Files.remove(target) }
        try await tools.encode(arguments(target))
        guard Files.exists(target) else { throw StreamError.invalid("time is beyond the end of the video") }
        return Response(
            status: 200,
            headers: [("Content-Type", "image/\(ext == "jpg" ? "jpeg" : ext)")],
            body: .bytes(try Files.read(target))
        )
    }

    func master(_ request: Request, _ rest: [String]) async throws -> Response {
        try await guarded(request) {
            guard let key = rest.first, let file = await environment.master(key) else { throw StreamError.notFound }
            return try .file(file, type: "video/mp4", range: request.header("range"))
        }
    }

    private func guarded(_ request: Request, _ body: () async throws -> Response) async throws -> Response {
        guard request.method == "GET" || request.method == "HEAD" else { return Response(status: 405) }
        var response: Response
        do {
            response = try await body()
        } catch let error as StreamError {
            response = try .json(error.json, status: error.status)
        } catch let error as APIError {
            response = try .json(StreamError.invalid(error.messages.joined()).json, status: 400)
        }
        response.headers.append(("Access-Control-Allow-Origin", "*"))
        return response
    }

    private func asset(_ id: String, _ audience: String, _ request: Request) async throws -> Asset {
        let token = request.query["token"]
        let asset = try await environment.viewed(id, audience: audience, token: token)
        guard token == nil || request.query.count == 1 else {
            throw StreamError.invalid("query parameters may not stand beside a token")
        }
        guard asset.status == .ready else { throw StreamError(status: 412, code: 9, message: "not ready") }
        return asset
    }

    private func file(_ name: String, of asset: Asset, _ request: Request) async throws -> Response {
        guard let rendition = asset.renditions.first(where: { $0.name == name }), rendition.status == .ready,
            let path = rendition.file
        else { throw StreamError.notFound }
        let type = rendition.resolution == .audioOnly ? "audio/mp4" : "video/mp4"
        var response = try Response.file(path, type: type, range: request.header("range"))
        if let download = request.query["download"] {
            let plain = download.filter { $0 != "\"" && $0 != "\r" && $0 != "\n" }
            response.headers.append(
                ("Content-Disposition", "attachment; filename=\"\(plain).\(rendition.resolution.ext)\"")
            )
        }
        return response
    }

    private func text(_ name: String, of asset: Asset) throws -> Response {
        guard let dot = name.lastIndex(of: "."),
            let track = asset.tracks.first(where: { $0.id == name[..<dot] && $0.status == .ready }),
            let captions = track.captions
        else { throw StreamError.notFound }
        switch name[dot...] {
        case ".vtt": return .text(captions, type: "text/vtt; charset=utf-8")
        case ".txt" where track.isGenerated: return .text(Captions(text: captions).transcript)
        default: throw StreamError.notFound
        }
    }
}

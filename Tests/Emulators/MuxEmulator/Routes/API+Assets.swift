import EmulatorKit

extension API {
    func assets(_ request: Request, _ rest: [String], _ body: RequestBody) async throws -> Response {
        let world = environment
        switch (request.method, rest.count) {
        case ("POST", 0): return try await data(world.createAsset(body.json()), status: 201)
        case ("GET", 0): return try await .json(world.listAssets(request.query, lag: request.lag))
        case ("GET", 1): return try await data(world.assetJSON(rest[0], lag: request.lag))
        case ("PATCH", 1): return try await data(world.patchAsset(rest[0], body.json()))
        case ("DELETE", 1):
            try await world.deleteAsset(rest[0])
            return .noContent
        case (_, 2): return try await part(request, rest[0], rest[1], body)
        case (_, 3): return try await member(request, rest[0], rest[1], rest[2], body)
        case ("POST", 4) where rest[1] == "tracks" && rest[3] == "generate-subtitles":
            return try await data(world.generateSubtitles(rest[0], track: rest[2], body.json()), status: 201)
        default: throw APIError.notFound("resource")
        }
    }

    /// `/assets/{id}/{name}`.
    private func part(_ request: Request, _ id: String, _ name: String, _ body: RequestBody) async throws -> Response {
        let world = environment
        switch (request.method, name) {
        case ("GET", "input-info"): return try await data(world.inputInfo(id))
        case ("POST", "playback-ids"): return try await data(world.createPlaybackID(id, body.json()), status: 201)
        case ("PUT", "master-access"): return try await data(world.changeMaster(id, body.json()))
        case ("PUT", "mp4-support"): return try await data(world.changeSupport(id, body.json()))
        case ("POST", "static-renditions"): return try await data(world.createRendition(id, body.json()), status: 201)
        case ("POST", "tracks"): return try await data(world.createTrack(id, body.json()), status: 201)
        default: throw APIError.notFound("resource")
        }
    }

    /// `/assets/{id}/{name}/{member}`.
    private func member(
        _ request: Request,
        _ id: String,
        _ name: String,
        _ member: String,
        _ body: RequestBody
    ) async throws -> Response {
        let world = environment
        switch (request.method, name) {
        case ("GET", "playback-ids"): return try await data(world.playbackID(member, of: id))
        case ("PATCH", "tracks"): return try await data(world.patchTrack(id, track: member, body.json()))
        case ("DELETE", "playback-ids"): try await world.deletePlaybackID(member, of: id)
        case ("DELETE", "static-renditions"): try await world.deleteRendition(id, rendition: member)
        case ("DELETE", "tracks"): try await world.deleteTrack(id, track: member)
        default: throw APIError.notFound("resource")
        }
        return .noContent
    }
}

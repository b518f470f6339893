import HTTPTransfer

extension MuxClient {
    /// Asks for captions of a sound track of an asset that is there already: the new text tracks.
    public func generateSubtitles(
        asset: String,
        audioTrack: String,
        language: String,
        name: String
    ) async throws(MuxError) -> [Track] {
        var call = MuxCall(.post, "assets", asset, "tracks", audioTrack, "generate-subtitles")
        let subtitles = GeneratedSubtitles(language: language, name: name)
        call.body = try Self.body(SubtitlesBody(subtitles: [subtitles]), of: call.name)
        return try await self.call(call, as: OneOrMany<Track>.self).all
    }

    /// Asks for a file of an asset that is there already.
    public func addStaticRendition(
        asset: String,
        resolution: StaticRendition.Resolution
    ) async throws(MuxError) -> StaticRendition {
        var call = MuxCall(.post, "assets", asset, "static-renditions")
        call.body = try Self.body(SettingsBody.Rendition(resolution: resolution), of: call.name)
        return try await self.call(call, as: StaticRendition.self)
    }

    /// The description says an array; one alone is taken too.
    private struct OneOrMany<Item: Decodable>: Decodable {
        var all: [Item]

        init(from decoder: any Decoder) throws {
            if var list = try? decoder.unkeyedContainer() {
                all = []
                while !list.isAtEnd { all.append(try list.decode(Item.self)) }
            } else {
                all = [try Item(from: decoder)]
            }
        }
    }
}

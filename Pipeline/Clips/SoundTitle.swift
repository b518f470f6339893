import BurnedCaptions
import Manifest
import Media
import Outbox
import Roles
import Settings
import StateFiles
import Transcript

/// The titles of clips of sound alone, which stand on the pictures that are drawn for them.
struct SoundTitle: Sendable {
    /// How they look and with which fonts, or why there are none on this machine.
    private let means: Result<(style: CaptionStyle, fonts: FontList), Failure>
    private let language: String?

    /// Nil for a video, whose picture is its own. Throws where the style that was chosen cannot be read.
    init?(_ wishes: RenditionWishes, _ work: StageWork, language: String?) async throws {
        guard wishes.drawsSound else { return nil }
        self.language = language
        let style = try wishes.style()
        do {
            let listing = try await media { () throws(MediaError) in
                try await work.tools.fontListing(FontList.command)
            }
            means = .success((style, FontList(listing: listing)))
        } catch let failure as Failure {
            means = .failure(failure)
        }
    }

    /// What is drawn for the clip of a moment, and what a user should know of it: without a font, a clip has no title, and is a clip.
    func drawing(_ moment: MomentEntry) -> (drawing: ClipDrawing, note: String?) {
        guard !moment.title.isEmpty else { return (ClipDrawing(), nil) }
        do {
            let (style, fonts) = try means.get()
            let script = try CaptionScript.write(
                Captions(),
                language: language,
                on: CaptionPicture(
                    width: ClipDrawing.width,
                    height: ClipDrawing.height,
                    frames: ClipDrawing.rate,
                    seconds: 1,
                    // A clip may be a frame longer than its moment.
                    duration: moment.endTime - moment.startTime + 1
                ),
                style: style,
                fonts: fonts,
                heading: moment.title
            )
            return (ClipDrawing(script: script.ass), script.notes.first)
        } catch {
            let why = (error as? Failure)?.message ?? "\(error)"
            return (ClipDrawing(), "its title is not on the picture: \(why)")
        }
    }
}

import FoundationEssentials
import HTTPTypes
import Media

/// Finds ffmpeg when it is first needed: a desk without it serves all else.
actor ToolFinder {
    private var found: MediaTools?

    func tools() async throws -> MediaTools {
        if let found { return found }
        let path = ProcessInfo.processInfo.environment["PATH"] ?? "/usr/local/bin:/usr/bin:/bin"
        do throws(MediaError) {
            let tools = try await MediaTools.find(searchPath: path, slots: ProcessSlots(1))
            found = tools
            return tools
        } catch {
            throw Problem(.serviceUnavailable, "no-ffmpeg", "\(error)")
        }
    }
}

import BurnedCaptions
import Glibc
import Subprocess
import SystemPackage
import TestSupport

/// Draws scripts by ffmpeg's filter `ass`, and reads back what it drew by comparing with the bare picture.
enum Renderer {
    /// Whether ffmpeg and fontconfig are installed.
    static let isPresent = ["ffmpeg", "fc-list"].allSatisfy { program in
        ["/usr/bin", "/usr/local/bin"].contains { access("\($0)/\(program)", X_OK) == 0 }
    }

    /// The fonts of this system.
    static func fonts() async throws -> FontList {
        let result = try await Subprocess.run(
            .name(FontList.command[0]),
            arguments: Arguments(Array(FontList.command.dropFirst())),
            output: .string(limit: 64 << 20),
            error: .discarded
        )
        return FontList(listing: result.standardOutput)
    }

    /// ffmpeg would not draw.
    struct Broken: Error {
        let text: String
    }

    /// What was drawn.
    struct Drawn {
        /// The frames that differ from the one before, from 0, which does where anything is on it.
        var changes: [Int] = []
        /// The pixels that differ from the bare picture in any frame, and the edges of the rectangle that holds them.
        var pixels = 0
        var (left, top, right, bottom) = (Int.max, Int.max, -1, -1)
        var frames = 0
        /// The brightness of all pixels, row by row, frame by frame.
        var bytes: [UInt8] = []
    }

    /// Draws a script on grey; `timeBase` is that of the frames' times, a second in so many parts, or 0 for one of
    /// frames.
    static func draw(_ script: CaptionScript, on picture: CaptionPicture, timeBase: Int = 0) async throws -> Drawn {
        try await ScratchFolder.with { folder in
            try TinyVideos.write(script.ass, to: folder.path.appending("captions.ass"))
            let base = timeBase > 0 ? "settb=1/\(timeBase)," : ""
            let source =
                "color=0x808080:size=\(picture.width)x\(picture.height):rate=\(picture.frames)/\(picture.seconds)"
                + ":duration=\(picture.duration)"
            let result = try await Subprocess.run(
                .name("ffmpeg"),
                arguments: [
                    "-nostdin", "-loglevel", "error", "-f", "lavfi", "-i", source,
                    "-vf", "\(base)ass=f=captions.ass:shaping=complex", "-fps_mode", "passthrough", "-pix_fmt", "gray",
                    "-f", "rawvideo",
                    "pipe:1",
                ],
                workingDirectory: folder.path,
                input: .none,
                output: .bytes(limit: 1 << 30),
                error: .string(limit: 1 << 16)
            )
            guard result.terminationStatus.isSuccess else { throw Broken(text: result.standardError) }
            return read(result.standardOutput, picture)
        }
    }

    private static func read(_ bytes: [UInt8], _ picture: CaptionPicture) -> Drawn {
        let (width, size) = (picture.width, picture.width * picture.height)
        var drawn = Drawn()
        drawn.bytes = bytes
        drawn.frames = bytes.count / size
        bytes.withUnsafeBufferPointer { bytes in
            guard let first = bytes.baseAddress else { return }
            // No caption reaches the corner.
            let bare = bytes[0]
            var grey = [UInt8](repeating: bare, count: size)
            grey.withUnsafeMutableBufferPointer { grey in
                guard var before = UnsafePointer(grey.baseAddress) else { return }
                for frame in 0..<drawn.frames {
                    let start = first + frame * size
                    if memcmp(start, before, size) != 0 {
                        drawn.changes.append(frame)
                        var box = [width, picture.height, -1, -1]
                        for index in 0..<size where start[index] != bare {
                            let (x, y) = (index % width, index / width)
                            drawn.pixels += 1
                            box = [min(box[0], x), min(box[1], y), max(box[2], x), max(box[3], y)]
                        }
                        (drawn.left, drawn.right) = (min(drawn.left, box[0]), max(drawn.right, box[2]))
                        (drawn.top, drawn.bottom) = (min(drawn.top, box[1]), max(drawn.bottom, box[3]))
                    }
                    before = start
                }
            }
        }
        return drawn
    }
}

import Subprocess
import SystemPackage
import Testing

/// Small videos, made by ffmpeg.
enum TestVideo {
    /// A test picture of 320 by 180 at 30000/1001 frames a second, with a tone or with silence or without sound.
    static func make(_ file: FilePath, seconds: Int, sound: String? = "sine=440") async throws {
        var arguments = ["-nostdin", "-v", "error", "-f", "lavfi", "-i", "testsrc2=s=320x180:r=30000/1001"]
        if let sound { arguments += ["-f", "lavfi", "-i", sound] }
        arguments += [
            "-t", "\(seconds)", "-c:v", "libx264", "-preset", "ultrafast", "-g", "250", "-pix_fmt", "yuv420p",
        ]
        let result = try await Subprocess.run(
            .name("ffmpeg"),
            arguments: .init(arguments + ["-c:a", "aac", file.string]),
            output: .discarded,
            error: .string(limit: 1 << 16)
        )
        try #require(result.terminationStatus.isSuccess, "\(result.standardError)")
    }

    /// The times of all frames, in seconds, decoded.
    static func frames(_ source: String) async throws -> [Double] {
        let result = try await Subprocess.run(
            .name("ffprobe"),
            arguments: [
                "-v", "error", "-select_streams", "v:0", "-show_entries", "frame=pts_time", "-of", "csv=p=0", source,
            ],
            output: .string(limit: 1 << 20)
        )
        try #require(result.terminationStatus.isSuccess)
        return result.standardOutput.split(separator: "\n").compactMap { Double($0.prefix { $0 != "," }) }
    }
}

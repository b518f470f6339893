import FoundationEssentials
import Framing
import Installation
import Manifest
import StateFiles
import SystemPackage

/// Makes scenes, and has the face helper look at them.
struct FramingLab {
    let folder: FilePath
    let finder: InstalledFaces

    /// Seconds of all processors that something took.
    struct Cost {
        /// Of video.
        var seconds: Double
        /// The helper's work.
        var finding: Double
        /// ffmpeg's, which reads the clip and makes small pictures of it.
        var reading: Double
    }

    /// The picture that was given, or that of scikit-image, out of its wheel.
    func portrait(_ given: String?) throws -> FilePath {
        if let given { return try FilePath(given).fromRoot() }
        let picture = folder.appending("skimage/data/astronaut.png")
        if try picture.isThere { return picture }
        let download = [
            "-m", "pip", "download", "--quiet", "--no-deps", "--dest", folder.string, "scikit-image==0.26.0",
        ]
        try Command.tool("python3", download).measured()
        for name in try Files.list(folder) where name.string.hasPrefix("scikit_image") {
            try Command.tool(
                "python3",
                ["-c", "import sys, zipfile; zipfile.ZipFile(sys.argv[1]).extract(sys.argv[2], sys.argv[3])"]
                    + [folder.appending(name).string, "skimage/data/astronaut.png", folder.string]
            ).measured()
        }
        return picture
    }

    /// Makes the scenes that are not there yet.
    func make(_ portrait: FilePath, _ names: [String]) throws {
        let script = folder.appending("scenes.py")
        try script.write(PackageResources.scenes_py)
        try Command(
            program: finder.python,
            arguments: ["-I", "-B", script.string, folder.string, finder.weights.string, portrait.string] + names
        ).measured()
    }

    /// The names of all scenes that are there.
    func scenes() throws -> [String] {
        try Files.list(folder).compactMap { name in
            name.extension == "mp4" ? name.stem : nil
        }.sorted()
    }

    /// What a scene shows.
    func truth(_ name: String) throws -> SceneTruth {
        try JSONDecoder().decode(SceneTruth.self, from: Data(Files.read(folder.appending(name + ".json"))))
    }

    /// What the helper sees in a scene, and what that takes.
    func look(_ name: String, _ truth: SceneTruth) throws -> ([Sighting], Cost) {
        let pictures = folder.appending(name + ".bgr")
        let size = PictureSize(
            width: Sighting.longestSide,
            height: Sighting.longestSide * truth.height / truth.width / 2 * 2
        )
        let every = Int((truth.rate / Double(Sighting.rate)).rounded())
        let filter = "select=not(mod(n\\,\(every))),scale=\(size.width):\(size.height):flags=area"
        let reading = try Command.tool(
            "ffmpeg",
            [
                "-v", "error", "-y", "-i", folder.appending(name + ".mp4").string, "-vf", filter, "-fps_mode",
                "passthrough",
            ]
                + ["-pix_fmt", "bgr24", "-f", "rawvideo", pictures.string]
        ).measured()
        let requests = folder.appending("requests")
        let lines = [
            try JSONText.line(FaceHelperRequest(id: 1, .open(model: finder.weights.string, threads: 1))),
            try JSONText.line(
                FaceHelperRequest(id: 2, .see(frames: pictures.string, size: size, step: Double(every) / truth.rate))
            ),
        ]
        try requests.write(lines.joined())
        let answers = folder.appending(name + ".seen")
        let finding = try Command(
            program: "/bin/sh",
            arguments: [
                "-c", "exec \"$0\" -I -B -X utf8 \"$1\" <\"$2\"", finder.python.string, helper.string, requests.string,
            ],
            output: answers
        ).measured()
        try Files.removeFile(pictures)
        let said = try Files.read(answers).split(separator: UInt8(ascii: "\n")).map {
            try JSONDecoder().decode(FaceHelperLine.self, from: Data($0))
        }
        if let error = said.compactMap(\.error).first { throw BenchError("see.py: \(error.message)") }
        let cost = Cost(
            seconds: truth.clip.duration,
            finding: finding.processor,
            reading: reading.processor
        )
        return (said.compactMap(\.sighting), cost)
    }

    /// The helper's program, as it lies in the sources.
    private var helper: FilePath {
        FilePath(#filePath).removingLastComponent().removingLastComponent().removingLastComponent()
            .removingLastComponent()
            .appending("Pipeline/Renditions/see.py")
    }
}

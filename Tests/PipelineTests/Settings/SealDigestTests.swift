import Roles
import Settings
import StateFiles
import Testing

@testable import Pipeline

/// What seals of before depend on: with another digest, every video of an outbox would be looked at anew.
@Suite struct SealDigestTests {
    @Test(
        arguments: [
            ([:], "59aac30009a00f41a112f143b375d40b4dbacada304b49557e6d698e6e7a5040"),
            (
                [
                    .language: "pt-BR", .clips: "7", .minLength: "21.5", .maxLength: "59", .audioTrack: "2",
                    .requireTranscript: "true", .wholeOnly: "yes", .recogniser: "whisper-cli", .whisperModel: "/m.bin",
                    .crf: "23", .preset: "slow", .frameRate: "source", .loudness: "-16", .captionFile: "mine.vtt",
                    .captionsEncoding: "koi8-r",
                ], "601737430f1cd82ae354c65f1ef09099a8959bc8c6402b8eb7a1a02f89a34f4d"
            ),
            (
                [
                    .host: "mux", .muxPolicy: "signed", .muxQuality: "plus", .muxMaxResolution: "1440p",
                    .muxTitle: "none",
                    .muxKeep: "current",
                ], "13082b880c4a162198462a8b81ae5ac9aa34a3a4d346431681aa6738352f62db"
            ),
            (
                [
                    .analyst: "openai", .model: "other", .lookingFor: "jokes", .strict: "true", .captionLanguage: "de",
                    .platforms: "x, tiktok", .windowTokens: "9000", .transcriptionModel: "other", .budgetTokens: "5",
                    .budgetUSD: "0.5", .dayBudgetTokens: "6", .dayBudgetUSD: "7", .prices: "/p.yaml", .ignore: "*.raw",
                ], "52e9e6e422b362c6abea3bc6176e647a37d03e1e0a9f509718969d32fb68adb2"
            ),
        ] as [([SettingKey: String], String)]
    )
    func theDigestIsThatOfBefore(_ flags: [SettingKey: String], _ digest: String) throws {
        var fingerprint = Fingerprint("test", version: 1)
        let settings = try SettingsResolver(flags: flags, environment: [:]).defaults()
        settings.add(to: &fingerprint)
        // The prompts of the program may change with it, and are no setting.
        if settings.analyst == .extractive {
            Services(of: [:]).analyst(settings).identifySeal(settings, in: &fingerprint)
        }
        #expect(fingerprint.digest() == digest)
    }
}

package io.parley.signaling.rest;

import io.parley.signaling.message.ErrorCode;
import io.parley.signaling.message.WireName;
import io.parley.signaling.room.RoomCommand;
import io.parley.signaling.room.RoomName;
import io.parley.signaling.room.RoomProfile;
import io.parley.signaling.room.RoomSettings;
import io.parley.signaling.room.RoomType;
import io.parley.signaling.room.Rooms;
import io.parley.signaling.room.StatusCallback;
import io.parley.signaling.room.TrackRules;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads what a room is to be like from the parameters of its creation (docs/rest.md, "Create a room"). */
final class RoomParameters {

    /** What decoders put in the place of bytes that are not UTF-8. */
    private static final char REPLACEMENT = '\uFFFD';

    private static final Set<String> REGIONS =
            Set.of("gll", "au1", "br1", "de1", "ie1", "in1", "jp1", "sg1", "us1", "us2");
    private static final String REGION = "us1";
    private static final List<String> CODECS = List.of("VP8", "H264");

    private final RoomSettings defaults;
    private final @Nullable StatusCallback defaultCallback;
    private final Parameters parameters;

    /**
     * Reads {@code parameters}.
     *
     * @param defaults for what cannot be asked for over REST
     * @param defaultCallback of rooms that ask for none
     */
    RoomParameters(RoomSettings defaults, @Nullable StatusCallback defaultCallback, Parameters parameters) {
        this.defaults = defaults;
        this.defaultCallback = defaultCallback;
        this.parameters = parameters;
    }

    RoomCommand.Create read(String accountSid) {
        String name = name();
        RoomType type = type();
        checkTypeAllows(type);
        parameters.flag("EnableTurn");
        parameters.flag("TranscribeParticipantsOnConnect");
        checkTranscriptions();
        return new RoomCommand.Create(accountSid, name, settings(type), profile(type));
    }

    private @Nullable String name() {
        String name = parameters.string("UniqueName");
        if (name == null) {
            return null;
        }
        if (name.indexOf(REPLACEMENT) >= 0) {
            throw RestFailure.invalid(
                    ErrorCode.ROOM_NAME_CHARS_INVALID.code(), ErrorCode.ROOM_NAME_CHARS_INVALID.message());
        }
        ErrorCode error = Rooms.sid(name) == null ? RoomName.error(name) : ErrorCode.ROOM_NAME_INVALID;
        if (error != null) {
            throw RestFailure.invalid(error.code(), error.message());
        }
        return name;
    }

    private RoomType type() {
        String text = parameters.string("Type");
        RoomType type = text == null ? RoomType.GROUP : WireName.find(RoomType.values(), text);
        if (type == null) {
            throw RestFailure.invalid(53108, "RoomType is not valid");
        }
        return type;
    }

    private void checkTypeAllows(RoomType type) {
        if (type.isGroup()) {
            return;
        }
        if (parameters.flag("AudioOnly", false)) {
            throw RestFailure.invalid(53124, "The AudioOnly flag is not supported for the Room type");
        }
        if (parameters.string("RecordingRules") != null) {
            throw RestFailure.invalid(53122, "The recording operation requested is not supported for the Room type");
        }
        for (String each : List.of("MediaRegion", "VideoCodecs")) {
            if (parameters.string(each) != null) {
                throw incompatible(each);
            }
        }
        if (parameters.flag("RecordParticipantsOnConnect", false)) {
            throw incompatible("RecordParticipantsOnConnect");
        }
    }

    private static RestFailure incompatible(String parameter) {
        return RestFailure.invalid(53114, "Room creation parameter(s) incompatible with the Room type: " + parameter);
    }

    private void checkTranscriptions() {
        String json = parameters.string("TranscriptionsConfiguration");
        try {
            if (json != null) {
                new JsonObject(json);
            }
        } catch (DecodeException e) {
            throw RestFailure.invalidParameter("TranscriptionsConfiguration is not a JSON object");
        }
    }

    private RoomSettings settings(RoomType type) {
        int max = parameters.integer("MaxParticipants", type.maxParticipants(), 1, type.maxParticipants(), 53107);
        int defaultStay = (int) defaults.maxParticipantDuration().toSeconds();
        int stay = parameters.integer("MaxParticipantDuration", defaultStay, 600, 86_400, 53123);
        int empty = parameters.integer("EmptyRoomTimeout", 5, 1, 60, 53109);
        int unused = parameters.integer("UnusedRoomTimeout", 5, 1, 60, 53109);
        return new RoomSettings(
                type,
                parameters.flag("AudioOnly", false),
                max,
                defaults.maxTracks(),
                defaults.sessionTimeout(),
                defaults.sessionGrace(),
                Duration.ofSeconds(stay),
                defaults.maxDuration(),
                Duration.ofMinutes(unused),
                Duration.ofMinutes(empty));
    }

    private RoomProfile profile(RoomType type) {
        String rules = parameters.string("RecordingRules");
        TrackRules recording = rules == null ? null : RulesReader.RECORDING.read("RecordingRules", rules);
        return new RoomProfile(
                statusCallback(),
                type.isGroup() ? codecs() : List.of(),
                region(),
                parameters.flag("LargeRoom", false),
                parameters.flag("RecordParticipantsOnConnect", false),
                recording);
    }

    private @Nullable StatusCallback statusCallback() {
        String method = parameters.string("StatusCallbackMethod");
        if (method != null && !method.equals("POST") && !method.equals("GET")) {
            throw RestFailure.invalid(53110, "StatusCallbackMethod is invalid: POST or GET");
        }
        String url = parameters.url("StatusCallback", 53111);
        if (url != null) {
            return new StatusCallback(url, method == null ? "POST" : method);
        }
        return parameters.isPresent("StatusCallback") ? null : defaultCallback;
    }

    private List<String> codecs() {
        List<String> asked = parameters.strings("VideoCodecs").stream()
                .map(codec -> codec.toUpperCase(Locale.ROOT))
                .distinct()
                .toList();
        if (!CODECS.containsAll(asked)) {
            throw RestFailure.invalidParameter("VideoCodecs are VP8 and H264");
        }
        return asked.isEmpty() ? CODECS : asked;
    }

    private String region() {
        String region = parameters.string("MediaRegion");
        if (region != null && !REGIONS.contains(region)) {
            throw RestFailure.invalid(53115, "MediaRegion is invalid");
        }
        return region == null || region.equals("gll") ? REGION : region;
    }
}

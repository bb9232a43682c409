package io.parley.signaling.room;

import java.util.List;

/** An ordered list of rules that selects tracks: of a subscriber, or those to be recorded (docs/rest.md, "Rules"). */
public record TrackRules(List<TrackRule> rules) {

    /** Everything. */
    public static final TrackRules ALL = new TrackRules(List.of(new TrackRule(true, true, null, null, null)));

    /** Nothing. */
    public static final TrackRules NONE = new TrackRules(List.of(new TrackRule(false, true, null, null, null)));

    public TrackRules {
        rules = List.copyOf(rules);
    }

    /** Whether the last rule that matches includes {@code track}; without one that matches it is left out. */
    public boolean select(TrackRule.Track track) {
        boolean selected = false;
        for (TrackRule rule : rules) {
            if (rule.matches(track)) {
                selected = rule.include();
            }
        }
        return selected;
    }
}

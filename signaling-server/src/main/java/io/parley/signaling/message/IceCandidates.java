package io.parley.signaling.message;

import java.util.List;

/**
 * The candidates that one side has gathered so far for one user name fragment.
 *
 * @param candidates each an {@code RTCIceCandidateInit} as JSON text, relayed verbatim; cumulative, but the last
 *     message of a gathering may come with an empty list
 * @param revision grows with each message of one side about one peer connection
 * @param complete gathering has ended
 */
public record IceCandidates(List<String> candidates, String ufrag, long revision, boolean complete) {

    public IceCandidates {
        candidates = List.copyOf(candidates);
    }

    /** What is known once {@code newer} has come after this: nothing told about one fragment gets lost. */
    public IceCandidates merge(IceCandidates newer) {
        if (!ufrag.equals(newer.ufrag)) {
            return newer;
        }
        List<String> longer = newer.candidates.size() >= candidates.size() ? newer.candidates : candidates;
        return new IceCandidates(longer, ufrag, Math.max(revision, newer.revision), complete || newer.complete);
    }

    /** Leaves the candidates out: they are addresses. */
    @Override
    public String toString() {
        return "IceCandidates[" + candidates.size() + (complete ? ", complete" : "") + ", revision " + revision + "]";
    }
}

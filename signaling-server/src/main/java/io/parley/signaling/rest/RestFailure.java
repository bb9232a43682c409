package io.parley.signaling.rest;

/** The answer to a request that is not carried out. Has no stack trace: it is an answer, not a bug. */
public final class RestFailure extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final int status;
    private final int code;

    /**
     * An answer of the error table (docs/errors.md).
     *
     * @param status of HTTP
     * @param code of the table
     * @param message for the caller; names the parameter where one is wrong
     */
    public RestFailure(int status, int code, String message) {
        super(message, null, false, false);
        this.status = status;
        this.code = code;
    }

    /** 400 with {@code code}. */
    public static RestFailure invalid(int code, String message) {
        return new RestFailure(400, code, message);
    }

    /** 400 for a parameter that has no code of its own. */
    public static RestFailure invalidParameter(String message) {
        return new RestFailure(400, 20001, message);
    }

    /** 404 for the path that was asked for. */
    public static RestFailure notFound(Call call) {
        return new RestFailure(404, 20404, "The requested resource " + call.resource() + " was not found");
    }

    public int status() {
        return status;
    }

    public int code() {
        return code;
    }

    @Override
    public String getMessage() {
        return String.valueOf(super.getMessage());
    }
}

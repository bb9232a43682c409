package io.parley.signaling.composition;

import io.parley.signaling.identifier.Sids;
import io.parley.signaling.rest.Answer;
import io.parley.signaling.rest.Call;
import io.parley.signaling.rest.Endpoint;
import io.parley.signaling.rest.PagedQuery;
import io.parley.signaling.rest.Paging;
import io.parley.signaling.rest.Parameters;
import io.parley.signaling.rest.RestFailure;
import io.parley.signaling.rest.Texts;
import io.parley.signaling.store.Store;
import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** {@code /v1/CompositionHooks}: standing orders for a composition of every group room that completes. */
public final class CompositionHooksResource {

    private static final String PATH = "/v1/CompositionHooks";
    private static final String ITEM = PATH + "/{Sid}";
    private static final String PERMISSION = "/twilio/video/composition-hooks/";
    private static final int MAX_NAME_CHARS = 100;

    private final Store store;
    private final Sids sids;
    private final InstantSource clock;

    public CompositionHooksResource(Store store, Sids sids, InstantSource clock) {
        this.store = store;
        this.sids = sids;
        this.clock = clock;
    }

    public List<Endpoint> endpoints() {
        return List.of(
                new Endpoint(HttpMethod.GET, PATH, PERMISSION + "list", this::list),
                new Endpoint(HttpMethod.POST, PATH, PERMISSION + "create", this::create),
                new Endpoint(HttpMethod.GET, ITEM, PERMISSION + "read", this::fetch),
                new Endpoint(HttpMethod.POST, ITEM, PERMISSION + "update", this::update),
                new Endpoint(HttpMethod.DELETE, ITEM, PERMISSION + "delete", this::delete));
    }

    /** What a hook is set to. A parameter that is not given has its default, also when the hook exists already. */
    private record Settings(String friendlyName, boolean enabled, CompositionParameters composition) {

        static Settings read(Parameters parameters) {
            parameters.required("FriendlyName");
            return new Settings(
                    String.valueOf(parameters.text("FriendlyName", MAX_NAME_CHARS)),
                    parameters.flag("Enabled", true),
                    CompositionParameters.read(parameters));
        }
    }

    private Future<Answer> list(Call call) {
        Parameters parameters = call.parameters();
        Boolean enabled = parameters.flag("Enabled");
        String name = parameters.text("FriendlyName", MAX_NAME_CHARS);
        PagedQuery query = new PagedQuery("select * from composition_hooks", "created_at")
                .whereEqual("account_sid", call.accountSid())
                .whereEqual("enabled", enabled == null ? null : enabled ? 1 : 0)
                .dateCreated(parameters);
        if (name != null) {
            query.where("folded_name like :name escape '\\'", "name", pattern(name));
        }
        return query.answer(call, store, Paging.MAX_SIZE, PATH, "composition_hooks", row -> json(call, row));
    }

    /** The pattern of SQL for a name with stars. */
    private static String pattern(String name) {
        return fold(name).replaceAll("[\\\\%_]", "\\\\$0").replace('*', '%');
    }

    private static String fold(String name) {
        return name.toLowerCase(Locale.ROOT);
    }

    private Future<Answer> create(Call call) {
        Settings settings = Settings.read(call.parameters());
        settings.composition().withSources();
        String sid = "HK" + sids.hex();
        long now = clock.millis();
        return call.await(store.write(handle -> {
                    if (isTaken(handle, call, settings.friendlyName(), sid)) {
                        return Optional.<JsonObject>empty();
                    }
                    handle.createUpdate("""
                                    insert into composition_hooks (sid, account_sid, friendly_name, folded_name,
                                      enabled, parameters, created_at)
                                    values (:sid, :account, :name, :folded, :enabled, :parameters, :now)""")
                            .bind("sid", sid)
                            .bind("account", call.accountSid())
                            .bind("name", settings.friendlyName())
                            .bind("folded", fold(settings.friendlyName()))
                            .bind("enabled", settings.enabled() ? 1 : 0)
                            .bind("parameters", settings.composition().toJson().encode())
                            .bind("now", now)
                            .execute();
                    return find(handle, call, sid);
                }))
                .map(made -> Answer.created(made.orElseThrow(CompositionHooksResource::taken)));
    }

    private Future<Answer> fetch(Call call) {
        String sid = Items.sid(call);
        return call.await(store.read(handle -> find(handle, call, sid)))
                .map(found -> Answer.ok(found.orElseThrow(() -> RestFailure.notFound(call))));
    }

    private Future<Answer> update(Call call) {
        String sid = Items.sid(call);
        Settings settings = Settings.read(call.parameters());
        long now = clock.millis();
        return call.await(store.write(handle -> {
                    if (find(handle, call, sid).isEmpty()) {
                        throw RestFailure.notFound(call);
                    }
                    if (isTaken(handle, call, settings.friendlyName(), sid)) {
                        return Optional.<JsonObject>empty();
                    }
                    handle.createUpdate("""
                                    update composition_hooks set friendly_name = :name, folded_name = :folded,
                                      enabled = :enabled, parameters = :parameters, updated_at = :now
                                    where sid = :sid""")
                            .bind("sid", sid)
                            .bind("name", settings.friendlyName())
                            .bind("folded", fold(settings.friendlyName()))
                            .bind("enabled", settings.enabled() ? 1 : 0)
                            .bind("parameters", settings.composition().toJson().encode())
                            .bind("now", now)
                            .execute();
                    return find(handle, call, sid);
                }))
                .map(changed -> Answer.ok(changed.orElseThrow(CompositionHooksResource::taken)));
    }

    private Future<Answer> delete(Call call) {
        String sid = Items.sid(call);
        return call.await(store.write(handle -> handle.execute(
                        "delete from composition_hooks where sid = ? and account_sid = ?", sid, call.accountSid())))
                .map(deleted -> {
                    if (deleted == 0) {
                        throw RestFailure.notFound(call);
                    }
                    return Answer.deleted();
                });
    }

    private static boolean isTaken(Handle handle, Call call, String name, String exceptSid) {
        return handle.createQuery("""
                        select 1 from composition_hooks
                        where account_sid = :account and friendly_name = :name and sid <> :sid""")
                .bind("account", call.accountSid())
                .bind("name", name)
                .bind("sid", exceptSid)
                .mapTo(Integer.class)
                .findOne()
                .isPresent();
    }

    private static RestFailure taken() {
        return RestFailure.invalidParameter("There is a composition hook with this FriendlyName already");
    }

    private static Optional<JsonObject> find(Handle handle, Call call, String sid) {
        return handle.createQuery("select * from composition_hooks where sid = :sid and account_sid = :account")
                .bind("sid", sid)
                .bind("account", call.accountSid())
                .map((row, context) -> json(call, row))
                .findOne();
    }

    private static JsonObject json(Call call, ResultSet row) throws SQLException {
        String sid = row.getString("sid");
        return new JsonObject()
                .put("friendly_name", row.getString("friendly_name"))
                .put("enabled", row.getInt("enabled") != 0)
                .put("account_sid", row.getString("account_sid"))
                .put("date_created", Texts.date(row.getLong("created_at")))
                .put("date_updated", Texts.dateOrNull(Items.nullableLong(row, "updated_at")))
                .put("sid", sid)
                .mergeIn(new JsonObject(row.getString("parameters")))
                .put("url", call.url(PATH + "/" + sid));
    }
}

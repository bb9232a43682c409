package io.parley.browser;

import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.Store;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Gives each test a {@link Stage} of its own, and all of them one {@link Chromium}. */
final class OnStage implements ParameterResolver, AfterEachCallback {

    private static final Namespace NAMESPACE = Namespace.create(OnStage.class);

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Stage.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        Chromium chromium = context.getRoot()
                .getStore(NAMESPACE)
                .computeIfAbsent("chromium", key -> new Chromium(), Chromium.class);
        return context.getStore(NAMESPACE).computeIfAbsent("stage", key -> new Stage(chromium), Stage.class);
    }

    /** Looks at the pages here, since what happens while a store is closed does not fail the test. */
    @Override
    public void afterEach(ExtensionContext context) {
        Store store = context.getStore(NAMESPACE);
        Stage stage = store.remove("stage", Stage.class);
        if (stage != null) {
            stage.close(context.getExecutionException().isEmpty());
        }
    }
}

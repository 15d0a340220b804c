package dev.monitor.dashboard.autoconfigure;

import java.time.Clock;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

import dev.monitor.dashboard.ActionData;
import dev.monitor.dashboard.ActionLog;
import dev.monitor.dashboard.Actions;
import dev.monitor.dashboard.Clicks;
import dev.monitor.dashboard.Dashboard;
import dev.monitor.dashboard.DetailsData;
import dev.monitor.dashboard.DiagnosticsData;
import dev.monitor.dashboard.GateStatus;
import dev.monitor.dashboard.InspectionAction;
import dev.monitor.dashboard.InspectionData;
import dev.monitor.dashboard.LookupData;
import dev.monitor.dashboard.PageData;
import dev.monitor.dashboard.Tab;
import dev.monitor.dashboard.TabData;
import dev.monitor.dashboard.autoconfigure.DashboardProperties.ShowValues;
import dev.monitor.dashboard.metrics.MeterData;
import dev.monitor.dashboard.spring.AboutData;
import dev.monitor.dashboard.spring.ApplicationFacts;
import dev.monitor.dashboard.spring.ConfiguredNames;
import dev.monitor.dashboard.spring.LogLevels;
import dev.monitor.gate.Gates;
import dev.monitor.http.JsonObject;
import dev.monitor.status.Action;
import dev.monitor.status.Diagnostics;
import dev.monitor.status.Inspection;
import dev.monitor.status.Lookup;
import dev.monitor.status.StatusSource;
import dev.monitor.status.StatusSources;
import dev.monitor.status.spring.StatusBeans;
import dev.monitor.task.TurnThread;
import io.micrometer.core.instrument.MeterRegistry;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.boot.autoconfigure.AutoConfigurationPackages;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.info.BuildProperties;
import org.springframework.boot.info.GitProperties;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.util.ClassUtils;
import org.springframework.util.function.SingletonSupplier;

/**
 * The dashboard, made when the first request comes: until then what it is made of is not
 * loaded.
 */
final class LazyDashboard implements Supplier<Dashboard>, SmartInitializingSingleton, AutoCloseable {

	private static final String METERS = "io.micrometer.core.instrument.MeterRegistry";

	/**
	 * Names of what any operator may have found out.
	 */
	private static final List<String> INSPECTIONS = List.of("profile", "histogram");

	private final BeanFactory beans;

	private final ConfigurableEnvironment environment;

	private final DashboardProperties properties;

	private final DashboardAccess access;

	/**
	 * Names of the actions that operators may have done.
	 */
	private final Set<String> allowed;

	private final ActionLog log;

	private final TurnThread thread = new TurnThread("monitor-dashboard-action");

	private volatile @Nullable LogLevels logLevels;

	private final Supplier<Dashboard> made = SingletonSupplier.of(this::make);

	LazyDashboard(BeanFactory beans, ConfigurableEnvironment environment, DashboardProperties properties,
			DashboardAccess access) {
		this.beans = beans;
		this.environment = environment;
		this.properties = properties;
		this.access = access;
		this.allowed = DashboardSettings.actions(properties);
		Set<String> counted = new LinkedHashSet<>(this.allowed);
		counted.addAll(INSPECTIONS);
		this.log = new ActionLog(counted);
	}

	/**
	 * Make sure that whoever allows an action meant one that there is.
	 */
	@Override
	public void afterSingletonsInstantiated() {
		Set<String> unknown = new LinkedHashSet<>(this.allowed);
		unknown.removeAll(DashboardSettings.ACTIONS);
		if (!unknown.isEmpty()) {
			new StatusBeans(this.beans).sources()
				.forEach((source) -> source.actions().forEach((action) -> unknown.remove(action.name())));
			DashboardSettings.requireNone(unknown);
		}
	}

	/**
	 * Return what counts actions.
	 */
	ActionLog log() {
		return this.log;
	}

	@Override
	public void close() {
		this.thread.close();
		LogLevels levels = this.logLevels;
		if (levels != null) {
			levels.close();
		}
	}

	@Override
	public Dashboard get() {
		return this.made.get();
	}

	private Dashboard make() {
		StatusSources sources = sources();
		ApplicationFacts facts = new ApplicationFacts(this.environment,
				this.beans.getBeanProvider(BuildProperties.class).getIfUnique(),
				this.beans.getBeanProvider(GitProperties.class).getIfUnique(), sources, basePackage());
		Map<String, PageData> data = new HashMap<>();
		JsonObject head = facts.head();
		DetailsData details = new DetailsData(new StatusBeans(this.beans).details());
		data.put("details", details);
		List<Lookup> lookups = this.beans.getBeanProvider(Lookup.class).orderedStream().toList();
		List<Action> acting = sources.actions();
		lookups.forEach((lookup) -> acting.addAll(lookup.actions()));
		Actions actions = new Actions(acting, this.allowed::contains, this.log, this.thread);
		ActionData prompts = new ActionData(actions);
		data.put(Dashboard.ACTIONS, prompts);
		Clicks clicks = new Clicks(details, prompts);
		for (Tab tab : Tab.values()) {
			data.put(tab.key(), new TabData(tab, sources, clicks, head, Clock.systemUTC(), System::nanoTime));
		}
		List<Inspection> inspections = new StatusBeans(this.beans).inspections();
		data.put(Dashboard.INSPECTIONS, new InspectionData(inspections));
		Actions starts = new Actions(inspections.stream().map(InspectionAction::new).toList(), (name) -> true, this.log,
				this.thread);
		boolean operatorsSeeValues = this.properties.getShowValues() == ShowValues.OPERATE;
		data.put("lookups", new LookupData(lookups, prompts, operatorsSeeValues));
		this.beans.getBeanProvider(Diagnostics.class)
			.ifAvailable((diagnostics) -> data.computeIfPresent(Tab.DATABASE.key(),
					(key, tab) -> new DiagnosticsData(tab, diagnostics, operatorsSeeValues)));
		data.put("facts", new AboutData(facts, new ConfiguredNames(this.environment, operatorsSeeValues)));
		if (ClassUtils.isPresent(METERS, getClass().getClassLoader())) {
			Meters.add(data, this.beans);
		}
		return new Dashboard(this.access.viewers(), data,
				Map.of(Dashboard.ACTIONS, actions, Dashboard.INSPECTIONS, starts), System::nanoTime);
	}

	private @Nullable String basePackage() {
		return AutoConfigurationPackages.has(this.beans) ? AutoConfigurationPackages.get(this.beans).get(0) : null;
	}

	private StatusSources sources() {
		List<StatusSource> sources = new StatusBeans(this.beans).sources();
		Set<String> excluded = Binder.get(this.environment)
			.bind("monitor.health.readiness-exclude", Bindable.setOf(String.class))
			.orElse(Set.of());
		this.beans.getBeanProvider(Gates.class).ifAvailable((gates) -> sources.add(new GateStatus(gates, excluded)));
		if (this.allowed.contains(LogLevels.ACTION)) {
			this.beans.getBeanProvider(LoggingSystem.class).ifAvailable((logging) -> {
				LogLevels levels = new LogLevels(logging, System::nanoTime);
				this.logLevels = levels;
				sources.add(levels);
			});
		}
		return new StatusSources(sources);
	}

	/**
	 * What can only be loaded with Micrometer.
	 */
	private static final class Meters {

		static void add(Map<String, PageData> data, BeanFactory beans) {
			beans.getBeanProvider(MeterRegistry.class)
				.ifAvailable((registry) -> data.put("meters", new MeterData(registry)));
		}

	}

}

package dev.monitor.dashboard.autoconfigure;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

import dev.monitor.dashboard.Dashboard;
import dev.monitor.dashboard.DetailsData;
import dev.monitor.dashboard.DiagnosticsData;
import dev.monitor.dashboard.GateStatus;
import dev.monitor.dashboard.InspectionData;
import dev.monitor.dashboard.PageData;
import dev.monitor.dashboard.Tab;
import dev.monitor.dashboard.TabData;
import dev.monitor.dashboard.autoconfigure.DashboardProperties.ShowValues;
import dev.monitor.dashboard.metrics.MeterData;
import dev.monitor.dashboard.spring.AboutData;
import dev.monitor.dashboard.spring.ApplicationFacts;
import dev.monitor.dashboard.spring.ConfiguredNames;
import dev.monitor.gate.Gates;
import dev.monitor.http.JsonObject;
import dev.monitor.status.Diagnostics;
import dev.monitor.status.Inspection;
import dev.monitor.status.StatusDetails;
import dev.monitor.status.StatusSource;
import dev.monitor.status.StatusSources;
import io.micrometer.core.instrument.MeterRegistry;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.boot.info.BuildProperties;
import org.springframework.boot.info.GitProperties;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.util.ClassUtils;
import org.springframework.util.function.SingletonSupplier;

/**
 * The dashboard, made when the first request comes: until then what it is made of is not
 * loaded.
 */
final class LazyDashboard implements Supplier<Dashboard> {

	private static final String METERS = "io.micrometer.core.instrument.MeterRegistry";

	private final BeanFactory beans;

	private final ConfigurableEnvironment environment;

	private final DashboardProperties properties;

	private final DashboardAccess access;

	private final Supplier<Dashboard> made = SingletonSupplier.of(this::make);

	LazyDashboard(BeanFactory beans, ConfigurableEnvironment environment, DashboardProperties properties,
			DashboardAccess access) {
		this.beans = beans;
		this.environment = environment;
		this.properties = properties;
		this.access = access;
	}

	@Override
	public Dashboard get() {
		return this.made.get();
	}

	private Dashboard make() {
		ApplicationFacts facts = new ApplicationFacts(this.environment,
				this.beans.getBeanProvider(BuildProperties.class).getIfUnique(),
				this.beans.getBeanProvider(GitProperties.class).getIfUnique());
		Map<String, PageData> data = new HashMap<>();
		StatusSources sources = sources();
		JsonObject head = facts.head();
		DetailsData details = new DetailsData(this.beans.getBeanProvider(StatusDetails.class).orderedStream().toList());
		data.put("details", details);
		for (Tab tab : Tab.values()) {
			data.put(tab.key(),
					new TabData(tab, sources, details.names(), head, InstantSource.system(), System::nanoTime));
		}
		data.put("inspections", new InspectionData(this.beans.getBeanProvider(Inspection.class).orderedStream().toList()));
		boolean operatorsSeeValues = this.properties.getShowValues() == ShowValues.OPERATE;
		this.beans.getBeanProvider(Diagnostics.class)
			.ifAvailable((diagnostics) -> data.computeIfPresent(Tab.DATABASE.key(),
					(key, tab) -> new DiagnosticsData(tab, diagnostics, operatorsSeeValues)));
		data.put("facts", new AboutData(facts, new ConfiguredNames(this.environment, operatorsSeeValues)));
		if (ClassUtils.isPresent(METERS, getClass().getClassLoader())) {
			Meters.add(data, this.beans);
		}
		return new Dashboard(this.access.viewers(), data, System::nanoTime);
	}

	private StatusSources sources() {
		List<StatusSource> sources = new ArrayList<>(
				this.beans.getBeanProvider(StatusSource.class).orderedStream().toList());
		this.beans.getBeanProvider(Gates.class).ifAvailable((gates) -> sources.add(new GateStatus(gates)));
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

namespace Rasan.Web.Panel.Pages.Simulators;

/// <summary>The words of the simulators' page and of its parts.</summary>
public sealed class SimulatorTexts;
